// Takes on a disk that does not answer: a share on the network, a drive that has gone to sleep.

#include <Support/FileFolder.h>
#include <Support/HungDisk.h>
#include <Support/WaitUntil.h>
#include <catch2/catch_test_macros.hpp>
#include <parlando_archive/VoiceFile.h>
#include <parlando_plugin/TakeDesk.h>

#if defined(__linux__)

#include <cerrno>
#include <sys/syscall.h>
#include <unistd.h>

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;

/** The system's, for this program: while the disk hangs, nobody reads from it. */
extern "C" ssize_t pread (int file, void* bytes, size_t count, off_t place)
{
    errno = HungDisk::wait (HungDisk::Call::read);
    return errno != 0 ? -1 : static_cast<ssize_t> (::syscall (SYS_pread64, file, bytes, count, place));
}

namespace
{

/** A turn of a tenth of a second, heard at the host's beginning. */
void hearTenth (ConversationTap& tap, std::uint64_t turn)
{
    const std::vector<std::int16_t> voice (2'400, static_cast<std::int16_t> (turn));
    VoicePlace heard{turn, 0, 0.0, {}};
    heard.host.isThere = heard.host.isPlaying = heard.host.hasSamples = true;
    heard.host.sampleRate = 24'000;
    tap.agentVoice (turn, voice, 24'000);
    tap.agentPlaced (heard);
    tap.agentHeard ({turn, voice.size(), 0, {}, {}});
}

/** A desk whose thread looks for a take on a disk. */
struct MissingTake
{
    MissingTake()
    {
        int error = 0;
        VoiceFile::create (DiskFolder::open (place / "", error), "agent-0001.wav", 24'000,
                           std::vector<std::int16_t> (2'400, 1), error);
        REQUIRE (error == 0);

        TakeDesk before;
        const auto tap = before.makeTap ([] { return std::string(); });
        hearTenth (*tap, 1);
        REQUIRE (before.waitUntilReady (24'000, ReplayAnchor::samples, 10s));
        project = before.toJson (false);
    }

    void look() const
    {
        desk->lookIn (place / "");
        desk->restore (project);
    }

    const FileFolder place;
    nlohmann::json project;
    std::unique_ptr<TakeDesk> desk = std::make_unique<TakeDesk>();
};

} // namespace

TEST_CASE ("Who goes while a disk that does not answer is asked for takes is not held up, and leaves nothing behind")
{
    MissingTake missing;
    HungDisk disk (HungDisk::Call::read);
    missing.look();
    REQUIRE (waitUntil ([] { return HungDisk::holdsUp(); }));

    // What comes meanwhile goes with the rest.
    auto conversation = std::make_shared<std::string> ("/a/b");
    const std::weak_ptr<std::string> left = conversation;
    auto tap = missing.desk->makeTap ([held = std::move (conversation)] { return *held; });
    hearTenth (*tap, 2);
    tap.reset();

    CHECK_FALSE (missing.desk->stop (10ms));
    CHECK (missing.desk->waitUntilReady (24'000, ReplayAnchor::samples, 1h));
    CHECK (missing.desk->view().missing == 1);
    missing.desk.reset();
    CHECK_FALSE (left.expired());

    disk.answer();
    CHECK (waitUntil ([&] { return left.expired(); }));
}

TEST_CASE ("Takes are found once the disk answers")
{
    MissingTake missing;
    HungDisk disk (HungDisk::Call::read);
    missing.look();
    REQUIRE (waitUntil ([] { return HungDisk::holdsUp(); }));
    CHECK_FALSE (missing.desk->waitUntilReady (24'000, ReplayAnchor::samples, 10ms));
    disk.answer();
    REQUIRE (waitUntil ([&] { return ! missing.desk->view().isPreparing; }));
    CHECK (missing.desk->view().missing == 0);
    CHECK (missing.desk->stop());
}

#endif
