// One button records: both sides from then on, whatever the settings say.

#include <Support/Surroundings.h>
#include <Support/WaitUntil.h>

#include <parlando_plugin/parlando_plugin.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <filesystem>
#include <fstream>

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;
using Catch::Matchers::ContainsSubstring;
namespace fs = std::filesystem;
using RecordState = RecordingView::State;

namespace
{

/** Somebody who records, in a time of their own. */
struct Podcast
{
    explicit Podcast (Keeps usual) { keeping.use ({usual, place}, (surroundings.folder() / "keep.json").string()); }

    Surroundings surroundings;
    std::string place = (surroundings.folder() / "Music").string();
    std::vector<std::string> told;
    ConversationKeeping keeping{[this] (const std::string& sentence) { told.push_back (sentence); }};
    Instant now{1h};
    std::shared_ptr<ConversationTap> tap;

    void connect() { tap = keeping.begin (now); }
    void listen() { tap->began (now, now); }
    void press() { keeping.record (keeping.recording (now).state == RecordState::off, now); }
    RecordingView seen() const { return keeping.recording (now); }

    void talk (Instant::duration time, std::int16_t value)
    {
        const std::vector<std::int16_t> frame (320, value);

        for (const auto end = now + time; now < end;)
        {
            now += 20ms;
            tap->microphone (frame, 16'000, now);
        }
    }

    /** What was recorded is over, and all of it on the disk. */
    void end()
    {
        keeping.ended (now);
        tap.reset();
        REQUIRE (waitUntil (
            [&]
            {
                try
                {
                    return ! folder().empty() && (ConversationFolder::open (folder()), true);
                }
                catch (const FolderError&)
                {
                    return false;
                }
            }));
    }

    std::string folder() const { return keeping.view().folder; }

    /** Samples of the person's voice that are not silence. */
    std::size_t loud() const
    {
        std::ifstream file (folder() + "/person.wav", std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char> (file), {}};
        std::size_t count = 0;

        for (auto at = waveHeaderBytes; at < bytes.size(); at += 2)
            count += bytes[at] != 0 ? 1 : 0;

        return count;
    }
};

} // namespace

TEST_CASE ("What is recorded is all from the press on, whatever else is kept, and its clock is the conversation's")
{
    const auto usual = GENERATE (Keeps::nothing, Keeps::words, Keeps::wordsAndVoice);
    Podcast podcast (usual);
    podcast.connect();
    podcast.now += 3s; // it takes its time
    podcast.listen();
    podcast.talk (10s, 1);
    CHECK (podcast.seen() == RecordingView{});
    CHECK (podcast.keeping.view().now == usual);

    podcast.press();
    podcast.talk (5s, 2);
    CHECK (podcast.seen().state == RecordState::running);
    CHECK (podcast.seen().length == 5s);
    CHECK (podcast.keeping.view().now == Keeps::everything);

    podcast.press();
    podcast.talk (7s, 3);
    CHECK (podcast.seen().state == RecordState::off);
    CHECK (podcast.seen().length == 5s);
    CHECK (podcast.keeping.view().now == usual);

    podcast.press();
    podcast.talk (1s, 4);
    CHECK (podcast.seen().length == 6s);
    podcast.end();
    CHECK (podcast.seen().state == RecordState::off);
    CHECK (podcast.seen().length == 6s);
    CHECK (podcast.loud() == 6 * 16'000);
    CHECK (podcast.told.empty());
}

TEST_CASE ("Armed before a conversation, a recording has its first second, and its clock begins with the first word")
{
    Podcast podcast (GENERATE (Keeps::nothing, Keeps::wordsAndVoice));
    podcast.press();
    CHECK (podcast.seen().state == RecordState::armed);
    CHECK_FALSE (fs::exists (podcast.place));
    podcast.now += 1min;
    podcast.connect();
    podcast.now += 2s;
    CHECK (podcast.seen().state == RecordState::armed);
    CHECK (podcast.seen().length == 0s);
    podcast.listen();
    podcast.talk (2s, 1);
    CHECK (podcast.seen().state == RecordState::running);
    CHECK (podcast.seen().length == 2s);
    podcast.end();
    CHECK (podcast.loud() == 2 * 16'000);
}

TEST_CASE ("A recording ends with its conversation, and one that never began leaves it armed")
{
    Podcast podcast (Keeps::nothing);
    podcast.press();
    podcast.connect();
    podcast.keeping.ended (podcast.now);
    CHECK (podcast.seen().state == RecordState::armed);

    podcast.connect();
    podcast.listen();
    podcast.talk (1s, 1);
    podcast.end();
    CHECK (podcast.seen().state == RecordState::off);

    podcast.connect();
    podcast.listen();
    CHECK (podcast.seen() == RecordingView{});
    CHECK (podcast.keeping.view().now == Keeps::nothing);
    CHECK (podcast.folder().empty());
}

TEST_CASE ("Who takes an armed recording back is not recorded")
{
    Podcast podcast (Keeps::nothing);
    podcast.press();
    podcast.press();
    CHECK (podcast.seen().state == RecordState::off);
    podcast.connect();
    podcast.listen();
    podcast.talk (1s, 1);
    podcast.keeping.ended (podcast.now);
    CHECK_FALSE (fs::exists (podcast.place));
}

TEST_CASE ("Who chooses nothing ends a recording at once, and can begin another one")
{
    Podcast podcast (Keeps::wordsAndVoice);
    podcast.connect();
    podcast.now = Instant::clock::now(); // the choice is made then
    podcast.listen();
    podcast.press();
    podcast.keeping.setWhat (Keeps::nothing);
    CHECK (podcast.seen().state == RecordState::off);
    CHECK (podcast.keeping.view().now == Keeps::nothing);
    podcast.now += 1s;
    podcast.talk (1s, 1);
    podcast.press();
    podcast.talk (1s, 2);
    podcast.press();
    CHECK (podcast.keeping.view().now == Keeps::nothing);
    podcast.end();
    CHECK (podcast.loud() == 16'000);
}

TEST_CASE ("A recording whose folder was deleted is over, and the rest of that conversation is not recorded")
{
    Podcast podcast (Keeps::nothing);
    podcast.connect();
    podcast.listen();
    podcast.press();
    podcast.talk (1s, 1);
    REQUIRE (waitUntil ([&] { return ! podcast.folder().empty(); }));
    podcast.keeping.deleteFolder();
    CHECK (podcast.seen() == RecordingView{});
    podcast.press();
    CHECK (podcast.seen().state == RecordState::off);
    REQUIRE (podcast.told.size() == 1);
    CHECK_THAT (podcast.told[0], ContainsSubstring ("connect again"));
    podcast.talk (1s, 1);
    podcast.keeping.ended (podcast.now);
    CHECK (fs::is_empty (podcast.place));
}

TEST_CASE ("A recording that cannot be written says so as long as it runs")
{
    Podcast podcast (Keeps::nothing);
    std::ofstream (podcast.place) << "a file";
    podcast.connect();
    podcast.listen();
    podcast.press();
    podcast.talk (1s, 1);
    CHECK (waitUntil ([&] { return ! podcast.seen().problem.empty(); }));
    CHECK_THAT (podcast.seen().problem, ContainsSubstring (podcast.place));
    CHECK (podcast.seen().state == RecordState::running);
}
