// A whole conversation as one file, both voices in time.

#include "KeptFolder.h"
#include "KeptSound.h"

#include <Support/Text.h>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <filesystem>
#include <fstream>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;

namespace
{

void hearPerson (KeptFolder& kept, std::size_t samples, std::int16_t value)
{
    const std::vector<std::int16_t> voice (samples, value);
    kept.turns.now += std::chrono::milliseconds (samples / 16);
    kept.archive.microphone (voice, 16'000, kept.turns.now);
}

struct Mixed
{
    KeptSound sound;
    std::string bytes;
    std::vector<std::string> problems;

    int at (double seconds, std::size_t channel) const
    {
        return sound.samples.at (static_cast<std::size_t> (seconds * sound.sampleRate) * 2 + channel);
    }
};

Mixed mixOf (const KeptTakes& kept, int rate = 0)
{
    TakeExport wish;
    wish.target = kept.folder + "/exported";
    wish.sampleRate = rate;
    Mixed mixed;
    const auto made = exportMix (kept, wish, mixed.problems);
    mixed.sound = readSound (made.path);
    std::ifstream file (made.path, std::ios::binary);
    mixed.bytes = {std::istreambuf_iterator<char> (file), {}};
    CHECK (made.frames * 2 == mixed.sound.samples.size());
    return mixed;
}

} // namespace

TEST_CASE ("A conversation is one file: the person left, the agent right as far as it was heard, each in its time")
{
    KeptFolder kept;
    hearPerson (kept, 16'000, 1'000);
    kept.turns.say ("One two.");
    kept.turns.speak (24'000, 2'000);
    kept.turns.endWords();
    kept.turns.hear (12'000); // from 1 s on, for half a second
    hearPerson (kept, 16'000, 3'000);
    kept.turns.say ("Three.");
    kept.turns.speak (24'000, 4'000);
    kept.turns.endWords();
    kept.turns.hear (24'000); // from 2 s on
    const auto mixed = mixOf (readTakes (kept.folder()));
    CHECK (mixed.problems.empty());
    CHECK (mixed.sound.sampleRate == 48'000);
    CHECK (mixed.sound.channels == 2);
    CHECK (mixed.sound.samples.size() == 3 * 48'000 * 2);
    CHECK (mixed.at (0.5, 0) == 1'000);
    CHECK (mixed.at (0.5, 1) == 0);
    CHECK (mixed.at (1.25, 0) == 3'000);
    CHECK (mixed.at (1.25, 1) == 2'000);
    CHECK (mixed.at (1.75, 1) == 0);
    CHECK (mixed.at (2.5, 0) == 0);
    CHECK (mixed.at (2.5, 1) == 4'000);

    // To the sample.
    CHECK (mixed.sound.samples[48'000 * 2 * 2 - 1] == 0);
    CHECK (mixed.sound.samples[48'000 * 2 * 2 + 1] == 4'000);
    CHECK (mixed.sound.marks == std::vector<std::uint32_t>{48'000, 96'000});
    CHECK (mixed.sound.labels == std::vector<std::string>{"Agent: One", "Agent: Three."});
    CHECK (contains (mixed.bytes, "<TRACK_COUNT>2</TRACK_COUNT>"));
}

TEST_CASE ("A mix has the rate that is asked for, and a voice that is gone is silent in it and named")
{
    KeptFolder kept;
    hearPerson (kept, 16'000, 1'000);
    kept.speak ("One.", 24'000);
    const auto folder = kept.folder();
    std::filesystem::remove (folder + "/person.wav");
    const auto mixed = mixOf (readTakes (folder), 44'100);
    REQUIRE (mixed.problems.size() == 1);
    CHECK_THAT (mixed.problems[0], ContainsSubstring ("person.wav cannot be read"));
    CHECK (mixed.sound.sampleRate == 44'100);
    CHECK (mixed.sound.samples.size() == 2 * 44'100 * 2);
}

TEST_CASE ("A conversation of which a journal says that it took a year is refused")
{
    KeptTakes kept;
    kept.folder = "/";
    KeptTake take;
    take.sampleRate = 24'000;
    take.samples = 24'000;
    take.began = Instant (std::chrono::seconds (10'000'000));
    kept.conversation.voices.takes.push_back (take);
    std::vector<std::string> problems;
    CHECK_THROWS_WITH (exportMix (kept, {}, problems), ContainsSubstring ("longer than two days"));
}
