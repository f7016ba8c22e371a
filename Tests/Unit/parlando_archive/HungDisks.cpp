// A disk that does not answer: a share on the network, a drive that has gone to sleep.

#include "KeptFolder.h"

#include <Support/FileFolder.h>
#include <Support/HungDisk.h>
#include <Support/WaitUntil.h>
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#if defined(__linux__)

#include <cerrno>
#include <sys/syscall.h>
#include <unistd.h>

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;
using Catch::Matchers::ContainsSubstring;

/** The system's, for this program: nothing that was written gets down to the disk. */
extern "C" int fdatasync (int file)
{
    errno = HungDisk::wait (HungDisk::Call::sync);
    return errno != 0 ? -1 : static_cast<int> (::syscall (SYS_fdatasync, file));
}

/** And nobody reads from it. */
extern "C" ssize_t pread (int file, void* bytes, size_t count, off_t place)
{
    errno = HungDisk::wait (HungDisk::Call::read);
    return errno != 0 ? -1 : static_cast<ssize_t> (::syscall (SYS_pread64, file, bytes, count, place));
}

TEST_CASE ("A disk that does not answer is waited for as long as was asked, and gets the rest when it does")
{
    const FileFolder place;
    ConversationArchive archive (Keeps::wordsAndVoice, place / "Parlando", "Hello");
    SpokenTurns turns (archive);
    turns.begin();
    REQUIRE (waitUntil ([&] { return ! archive.folder().empty(); }));

    HungDisk disk (HungDisk::Call::sync);
    turns.type ("The last words");
    turns.end();
    CHECK_FALSE (archive.finish (10ms));
    CHECK_THAT (archive.problem(), ContainsSubstring ("does not answer") && ContainsSubstring (archive.folder()));
    CHECK_FALSE (archive.finish (10ms));

    disk.answer();
    CHECK (archive.finish());
    CHECK (archive.problem().empty());
    REQUIRE (readConversation (archive.folder()).transcript.entries.size() == 1);
}

TEST_CASE ("Who keeps a conversation may go while its disk does not answer: it tells nothing more, and loses nothing")
{
    const FileFolder place;
    std::atomic<int> sentences{0};
    HungDisk disk (HungDisk::Call::sync);
    auto archive = std::make_unique<ConversationArchive> (Keeps::words, place / "Parlando", "Hello",
                                                          [&] (const std::string&) { ++sentences; });
    SpokenTurns turns (*archive);
    turns.begin();
    turns.type ("The last words");
    turns.end();
    CHECK_FALSE (archive->finish (10ms));
    REQUIRE (waitUntil ([&] { return ! archive->folder().empty(); }));
    const auto folder = archive->folder();
    archive.reset();

    disk.answer (EIO);
    CHECK (waitUntil ([&] { return readConversation (folder).transcript.entries.size() == 1; }));
    int error = 0;
    CHECK (
        waitUntil ([&] { return DiskFolder::open (folder, error).openToRepair ("conversation.jsonl", error).lock(); }));
    CHECK (sentences == 0);
}

TEST_CASE ("Who goes while a disk that does not answer is looked through for conversations waits for nothing")
{
    KeptFolder kept;
    kept.speak ("Good morning.", 2'400);
    kept.folder();
    auto past = std::make_unique<PastConversations>();
    HungDisk disk (HungDisk::Call::read);
    past->look (kept.place / "Parlando", {});
    REQUIRE (waitUntil ([] { return HungDisk::holdsUp(); }));
    CHECK (past->isLooking());
    past.reset();
    disk.answer();
    CHECK (waitUntil ([] { return ! HungDisk::holdsUp(); }));
}

#endif
