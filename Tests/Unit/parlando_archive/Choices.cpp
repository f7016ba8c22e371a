// What is kept of a conversation changes while it goes on: a recording begins, and ends.

#include "KeptSound.h"
#include "SpokenTurns.h"

#include <Support/FileFolder.h>
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <fstream>
#include <parlando_archive/JournalLine.h>
#include <sstream>

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;
using Catch::Matchers::ContainsSubstring;

namespace
{

/** A conversation of which at first this is kept. */
struct ChangedChoice
{
    explicit ChangedChoice (Keeps keeps) : archive (keeps, place / "Parlando", "Hello") { turns.begin(); }

    FileFolder place;
    ConversationArchive archive;
    SpokenTurns turns{archive};

    /** Frames of 20 ms, each of which ends at `turns.now`. */
    void speak (Instant::duration time, std::int16_t value)
    {
        const std::vector<std::int16_t> frame (320, value);

        for (const auto end = turns.now + time; turns.now < end;)
        {
            turns.now += 20ms;
            archive.microphone (frame, 16'000, turns.now);
        }
    }

    void keep (Keeps keeps) { archive.setKeeps (keeps, turns.now); }

    std::string file (const char* name) const { return archive.folder() + "/" + name; }

    std::string journal() const
    {
        std::ifstream text (file ("conversation.jsonl"));
        return {std::istreambuf_iterator<char> (text), {}};
    }

    std::vector<nlohmann::json> lines (const std::string& event) const
    {
        std::istringstream text (journal());
        std::vector<nlohmann::json> found;

        for (std::string line; std::getline (text, line);)
            if (auto content = readJournalLine (line)->content; content["event"] == event)
                found.push_back (std::move (content));

        return found;
    }
};

} // namespace

TEST_CASE ("A recording keeps the person's voice from the moment on at which it begins, and none from before")
{
    ChangedChoice kept (Keeps::wordsAndVoice);
    kept.speak (2s, 11);
    kept.turns.now += 7ms; // in the middle of a frame
    kept.keep (Keeps::everything);
    kept.turns.now -= 7ms;
    kept.speak (1s, 22);
    kept.archive.finish();

    const auto sound = readSound (kept.file ("person.wav"));
    CHECK (sound.samples == std::vector<std::int16_t> (49 * 320, 22));
    const auto person = kept.lines ("person"), choices = kept.lines ("keeps");
    REQUIRE (person.size() == 1);
    CHECK (person[0]["timeNs"] == 2'020'000'000);
    REQUIRE (choices.size() == 1);
    CHECK (choices[0]["keeps"] == "everything");
    CHECK (choices[0]["timeNs"] == 2'007'000'000);
    CHECK (kept.lines ("opened")[0]["keeps"] == "voice");
}

TEST_CASE ("A recording that ends keeps no more of the person's voice, and another one goes on in time")
{
    ChangedChoice kept (Keeps::wordsAndVoice);
    kept.keep (Keeps::everything);
    kept.speak (1s, 1);
    kept.keep (Keeps::wordsAndVoice);
    kept.speak (2s, 2);
    kept.turns.say ("Meanwhile.");
    kept.turns.speak (2'400);
    kept.turns.endWords();
    kept.turns.hear (2'400);
    kept.keep (Keeps::everything);
    kept.speak (1s, 3);
    kept.archive.finish();

    const auto sound = readSound (kept.file ("person.wav"));
    REQUIRE (sound.samples.size() == 64'000);
    CHECK (std::count (sound.samples.begin(), sound.samples.begin() + 16'000, 1) == 16'000);
    CHECK (std::count (sound.samples.begin() + 16'000, sound.samples.begin() + 48'000, 0) == 32'000);
    CHECK (std::count (sound.samples.begin() + 48'000, sound.samples.end(), 3) == 16'000);
    CHECK (kept.lines ("keeps").size() == 3);
    CHECK (readSound (kept.file ("agent-0001.wav")).samples.size() == 2'400);
}

TEST_CASE ("Where nothing is kept a recording makes the folder, and of what went before nothing is in it")
{
    ChangedChoice kept (Keeps::nothing);
    kept.turns.type ("secret question");
    kept.turns.say ("secret answer ");
    kept.speak (1s, 1);
    CHECK_FALSE (kept.place.has ("Parlando"));

    kept.keep (Keeps::everything);
    CHECK_FALSE (kept.place.has ("Parlando"));
    kept.turns.say ("and its end");
    kept.turns.endWords();
    kept.turns.hear (0);
    kept.turns.type ("open question");
    kept.speak (1s, 2);
    kept.archive.finish();

    CHECK_THAT (kept.journal(), ! ContainsSubstring ("secret"));
    const auto opened = kept.lines ("opened");
    REQUIRE (opened.size() == 1);
    CHECK (opened[0]["timeNs"] == 1'000'000'000);
    CHECK (opened[0]["keeps"] == "everything");
    CHECK (readSound (kept.file ("person.wav")).samples == std::vector<std::int16_t> (16'000, 2));
    const auto words = readConversation (kept.archive.folder());
    CHECK (words.problem.empty());
    REQUIRE (words.transcript.entries.size() == 1);
    CHECK (words.transcript.entries[0].text == "open question");
}

TEST_CASE ("A conversation that is gone on with is not in the folder of a recording where nothing else is kept")
{
    const FileFolder place;
    ConversationArchive archive (Keeps::nothing, place / "Parlando", "Hello");
    archive.setKeeps (Keeps::everything, SpokenTurns::zero);
    SpokenTurns turns (archive, 2);
    turns.now = turns.zero + 10min; // the earlier one lies before
    turns.begin();
    TranscriptEntry earlier;
    earlier.id = 1;
    earlier.text = "earlier";
    earlier.start = earlier.end = turns.zero;
    earlier.final = true;
    archive.wrote (earlier);
    turns.type ("now");
    archive.finish();
    const auto words = readConversation (archive.folder());
    REQUIRE (words.transcript.entries.size() == 1);
    CHECK (words.transcript.entries[0].text == "now");
}

TEST_CASE ("A turn whose voice is kept from its middle on has silence where the rest was, so that marks stay right")
{
    ChangedChoice kept (GENERATE (Keeps::nothing, Keeps::words));
    kept.turns.say ("One two ");
    kept.turns.speak (12'000, 5);
    kept.keep (Keeps::everything);
    kept.turns.say ("three four.");
    kept.turns.speak (12'000, 6);
    kept.turns.endWords();
    kept.turns.hear (18'000);
    kept.archive.finish();

    const auto sound = readSound (kept.file ("agent-0001.wav"));
    REQUIRE (sound.samples.size() == 24'000);
    CHECK (std::count (sound.samples.begin(), sound.samples.begin() + 12'000, 0) == 12'000);
    CHECK (std::count (sound.samples.begin() + 12'000, sound.samples.end(), 6) == 12'000);
    CHECK (sound.marks == std::vector<std::uint32_t>{18'000});
    CHECK (readConversation (kept.archive.folder()).problem.empty());
}

TEST_CASE ("Who keeps nothing any more is not in the folder from then on, and a choice after the end counts no more")
{
    ChangedChoice kept (Keeps::words);
    kept.turns.type ("before");
    kept.keep (Keeps::nothing);
    kept.turns.type ("after");
    kept.archive.end();
    kept.keep (Keeps::everything);
    kept.turns.type ("at the end");
    kept.archive.finish();
    CHECK_THAT (kept.journal(),
                ContainsSubstring ("before") && ! ContainsSubstring ("after") && ! ContainsSubstring ("at the end"));
    CHECK (kept.lines ("keeps").back()["keeps"] == "nothing");
}

TEST_CASE ("When a conversation began is known once it has")
{
    const FileFolder place;
    ConversationArchive archive (Keeps::nothing, place / "Parlando", "Hello");
    CHECK_FALSE (archive.beganAt());
    SpokenTurns turns (archive);
    turns.now += 3s;
    turns.begin();
    CHECK (archive.beganAt() == turns.zero + 3s);
    archive.finish();
    CHECK_FALSE (place.has ("Parlando"));
}
