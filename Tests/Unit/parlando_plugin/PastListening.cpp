// A conversation that is kept is listened to in the plugin.

#include <Support/FileFolder.h>
#include <Support/WaitUntil.h>
#include <Unit/parlando_archive/SpokenTurns.h>

#include <parlando_plugin/PastListening.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <filesystem>
#include <numeric>

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;

namespace
{

constexpr int listenerRate = 48'000;

struct ListenerRig
{
    FileFolder place;
    PastListening listening;
    std::vector<float> left = std::vector<float> (480), right = std::vector<float> (480);

    /** Two turns of half a second at 1 kHz, half of full scale, a minute apart. */
    std::string keep (Keeps what = Keeps::wordsAndVoice) const
    {
        ConversationArchive archive (what, place / "Music", "Talk");
        SpokenTurns turns (archive);
        turns.begin();

        for (int turn = 0; turn < 2; ++turn, turns.now += 60s)
        {
            turns.say ("Good morning.");
            turns.speakSine (SpokenTurns::rate / 2);
            turns.endWords();
            turns.hear (SpokenTurns::rate / 2);
        }

        archive.finish();
        return archive.folder();
    }

    /** The loudest sample of the next block. */
    float block()
    {
        std::fill (left.begin(), left.end(), 0.0f);
        std::fill (right.begin(), right.end(), 0.0f);
        float* channels[]{left.data(), right.data()};
        listening.addTo (channels, 2, left.size());
        CHECK (left == right);
        return std::accumulate (left.begin(), left.end(), 0.0f,
                                [] (float most, float each) { return std::max (most, std::fabs (each)); });
    }

    bool untilHeard()
    {
        return waitUntil ([this] { return block() > 0.4f; });
    }

    /** In blocks: those that were loud, all of them. */
    std::pair<int, int> untilOver()
    {
        int loud = 0, all = 0;
        REQUIRE (waitUntil (
            [&]
            {
                const auto isLoud = block() > 0.4f;
                loud += isLoud ? 1 : 0;
                ++all;
                return ! listening.isPlaying();
            }));
        return {loud, all};
    }
};

} // namespace

TEST_CASE ("All turns of a past conversation are heard, and the minute between them is short")
{
    ListenerRig rig;
    rig.listening.play (rig.keep(), listenerRate);
    REQUIRE (rig.untilHeard());
    const auto [loud, all] = rig.untilOver();
    CHECK (loud >= 97); // two half seconds in blocks of a hundredth, the first one was heard
    CHECK (loud <= 103);
    CHECK (rig.listening.problem().empty());
    CHECK (rig.block() == 0.0f);
}

TEST_CASE ("What is listened to has the level at which it was heard")
{
    ListenerRig rig;
    rig.listening.play (rig.keep(), listenerRate);
    REQUIRE (rig.untilHeard());
    CHECK_THAT (rig.block(), WithinAbs (0.5, 0.005));
}

TEST_CASE ("A past conversation that is stopped fades away in 5 ms")
{
    ListenerRig rig;
    rig.listening.play (rig.keep(), listenerRate);
    REQUIRE (rig.untilHeard());
    rig.listening.stop();
    CHECK_FALSE (rig.listening.isPlaying());
    CHECK (rig.block() > 0.1f);
    CHECK (std::all_of (rig.left.begin() + 240, rig.left.end(), [] (float each) { return each == 0.0f; }));
    CHECK (rig.block() == 0.0f);
}

TEST_CASE ("Another past conversation takes the place of the one that plays")
{
    ListenerRig rig;
    const auto folder = rig.keep();
    rig.listening.play (folder, listenerRate);
    REQUIRE (rig.untilHeard());
    rig.listening.play (folder, listenerRate);
    REQUIRE (rig.untilHeard());
    const auto [loud, all] = rig.untilOver();
    CHECK (loud >= 97);
    CHECK (loud <= 103);
}

TEST_CASE ("After a change of the host's rate nothing plays on")
{
    ListenerRig rig;
    rig.listening.play (rig.keep(), listenerRate);
    REQUIRE (rig.untilHeard());
    rig.listening.silence();
    CHECK (rig.block() == 0.0f);
    CHECK_FALSE (rig.listening.isPlaying());
}

TEST_CASE ("Why a past conversation is not heard is told in a sentence")
{
    ListenerRig rig;
    const auto told = [&] (const std::string& folder, int rate)
    {
        rig.listening.play (folder, rate);
        REQUIRE (waitUntil ([&] { return ! rig.listening.isPlaying(); }));
        CHECK (rig.block() == 0.0f);
        return rig.listening.problem();
    };

    CHECK_THAT (told (rig.keep (Keeps::words), listenerRate), ContainsSubstring ("No voice"));
    CHECK_THAT (told (rig.place / "nowhere", listenerRate), ContainsSubstring ("nowhere"));
    CHECK_THAT (told (rig.keep(), 0), ContainsSubstring ("The host plays no sound"));

    const auto damaged = rig.keep();
    std::filesystem::remove (damaged + "/agent-0001.wav");
    rig.listening.play (damaged, listenerRate);
    REQUIRE (rig.untilHeard());
    rig.untilOver();
    CHECK_THAT (rig.listening.problem(), ContainsSubstring ("agent-0001.wav"));
}
