// Both sides of a recording on one timeline: agent.wav beside person.wav, and conversation.wav to listen to.

#include "KeptSound.h"
#include "SpokenTurns.h"

#include <Support/FileFolder.h>
#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>
#include <filesystem>
#include <numbers>

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;

namespace
{

constexpr std::size_t mixRate = 24'000;

/** Both speak in a time of their own; what the agent says is heard by and by. */
struct Interview
{
    explicit Interview (Keeps keeps = Keeps::everything) : archive (keeps, place / "Parlando", "Hello")
    {
        archive.began (zero, zero);
    }

    static constexpr Instant zero{7h};
    FileFolder place;
    ConversationArchive archive;
    Instant now = zero;

    void ask (Instant::duration time, std::int16_t value)
    {
        const std::vector<std::int16_t> frame (320, value);

        for (const auto end = now + time; now < end;)
        {
            now += 20ms;
            archive.microphone (frame, 16'000, now);
        }
    }

    void say (std::uint64_t turn, std::size_t samples, std::int16_t value, int rate = 24'000)
    {
        archive.agentVoice (turn, std::vector<std::int16_t> (samples, value), rate);
    }

    void hear (std::uint64_t turn, std::uint64_t samples, Instant began, Instant ended)
    {
        archive.agentHeard ({turn, samples, 0, began, ended});
    }

    KeptSound file (const char* name) { return readSound (archive.folder() + "/" + name); }

    /** One side of conversation.wav: 0 is the person. */
    std::vector<std::int16_t> side (std::size_t channel)
    {
        const auto both = readBoth();
        std::vector<std::int16_t> found;

        for (auto i = channel; i < both.size(); i += 2)
            found.push_back (both[i]);

        return found;
    }

private:
    /** libsndfile counts frames of both. */
    std::vector<std::int16_t> readBoth()
    {
        SF_INFO format = {};
        auto* opened = sf_open ((archive.folder() + "/conversation.wav").c_str(), SFM_READ, &format);
        REQUIRE (opened != nullptr);
        CHECK (format.channels == 2);
        CHECK (format.samplerate == 24'000);
        std::vector<std::int16_t> samples (static_cast<std::size_t> (format.frames) * 2);
        CHECK (sf_readf_short (opened, samples.data(), format.frames) == format.frames);
        sf_close (opened);
        return samples;
    }
};

/** Where anything but silence is: from, and how much. */
std::vector<std::pair<std::size_t, std::size_t>> soundIn (const std::vector<std::int16_t>& samples)
{
    std::vector<std::pair<std::size_t, std::size_t>> found;

    for (std::size_t i = 0; i < samples.size(); ++i)
    {
        if (samples[i] == 0)
            continue;

        if (! found.empty() && found.back().first + found.back().second == i)
            ++found.back().second;
        else
            found.emplace_back (i, 1);
    }

    return found;
}

using Sounds = std::vector<std::pair<std::size_t, std::size_t>>;

} // namespace

TEST_CASE ("The agent's side is one file beside the person's, with each turn when it was heard and no more of it")
{
    Interview kept;
    kept.ask (1s, 100);
    kept.say (1, 24'000, 7);
    kept.ask (2s, 100);
    kept.hear (1, 12'000, kept.zero + 1250ms, kept.zero + 1750ms); // interrupted
    kept.say (2, 2'400, 8);
    kept.ask (1s, 100);
    kept.hear (2, 2'400, kept.zero + 3s, kept.zero + 3100ms);
    kept.ask (1s, 100);
    kept.archive.finish();
    CHECK (kept.archive.problem().empty());

    const auto agent = kept.file ("agent.wav");
    CHECK (agent.sampleRate == 24'000);
    CHECK (agent.channels == 1);
    CHECK (soundIn (agent.samples) == Sounds{{30'000, 12'000}, {72'000, 2'400}});
    CHECK (agent.samples[30'000] == 7);
    CHECK (agent.samples[72'000] == 8);
    CHECK (kept.file ("person.wav").samples.size() == 5 * 16'000);
    CHECK (agent.samples.size() == 5 * mixRate);
    CHECK (kept.side (1) == agent.samples);
    CHECK (soundIn (kept.side (0)) == Sounds{{0, 5 * mixRate}});
}

TEST_CASE ("Before a turn is over both sides are there as far as they are known, and at the end to the last word")
{
    Interview kept;
    kept.ask (1s, 100);
    kept.say (1, 24'000, 7);
    kept.ask (3s, 100);

    SECTION ("also of a turn that nobody heard the end of")
    {
        kept.archive.finish();
        CHECK (soundIn (kept.file ("agent.wav").samples).empty());
        CHECK (kept.side (0).size() == 4 * mixRate);
    }

    SECTION ("also where the next one was heard")
    {
        kept.say (2, 2'400, 8);
        kept.hear (2, 2'400, kept.zero + 4s, kept.zero + 4100ms);
        kept.archive.finish();
        CHECK (soundIn (kept.file ("agent.wav").samples) == Sounds{{96'000, 2'400}});
        CHECK (kept.side (0).size() == 98'400);
        CHECK (kept.side (1) == kept.file ("agent.wav").samples);
    }
}

TEST_CASE ("What was said between two recordings is silence on both sides, and what comes after it is in time")
{
    Interview kept (Keeps::wordsAndVoice);
    kept.ask (1s, 100); // not recorded
    kept.archive.setKeeps (Keeps::everything, kept.now);
    kept.ask (1s, 100);
    kept.archive.setKeeps (Keeps::wordsAndVoice, kept.now);
    kept.say (1, 24'000, 7);
    kept.hear (1, 24'000, kept.now, kept.now + 1s);
    kept.ask (3s, 100);
    kept.archive.setKeeps (Keeps::everything, kept.now);
    kept.say (2, 12'000, 8);
    kept.ask (1s, 100);
    kept.hear (2, 12'000, kept.now - 1s, kept.now - 500ms);
    kept.archive.finish();

    CHECK (kept.file ("person.wav").samples.size() == 5 * 16'000);
    CHECK (kept.file ("agent-0001.wav").samples.size() == 24'000);
    CHECK (soundIn (kept.file ("agent.wav").samples) == Sounds{{96'000, 12'000}});
    CHECK (kept.side (1).size() == 5 * mixRate);
    CHECK (soundIn (kept.side (1)) == Sounds{{96'000, 12'000}});
}

TEST_CASE ("Of a turn that a recording begins or ends in the middle of, what was heard in it is there")
{
    Interview kept (Keeps::wordsAndVoice);
    kept.say (1, 48'000, 7);
    kept.ask (1s, 100);
    kept.archive.setKeeps (Keeps::everything, kept.now);
    kept.ask (2s, 100);
    kept.hear (1, 48'000, kept.zero, kept.zero + 2s);
    kept.say (2, 48'000, 8);
    kept.ask (1s, 100);
    kept.archive.setKeeps (Keeps::wordsAndVoice, kept.now);
    kept.hear (2, 48'000, kept.zero + 3s, kept.zero + 5s);
    kept.archive.finish();

    const auto agent = kept.file ("agent.wav").samples; // from 1 s on
    CHECK (soundIn (agent) == Sounds{{0, 24'000}, {48'000, 24'000}});
    CHECK (agent.size() == 3 * mixRate);
}

TEST_CASE ("Both sides stay in time while the microphone is muted")
{
    Interview kept;
    kept.ask (1s, 100);
    kept.now += 10s;
    kept.say (1, 24'000, 7);
    kept.hear (1, 24'000, kept.now, kept.now + 1s);
    kept.now += 10s;
    kept.ask (1s, 100);
    kept.archive.finish();

    CHECK (kept.file ("person.wav").samples.size() == 22 * 16'000);
    CHECK (soundIn (kept.file ("agent.wav").samples) == Sounds{{11 * mixRate, mixRate}});
    const auto person = soundIn (kept.side (0));
    CHECK (kept.side (0).size() == 22 * mixRate);
    REQUIRE (! person.empty());
    CHECK (person.front().first == 0);
    CHECK (person.back().first + person.back().second == 22 * mixRate);
    CHECK (std::all_of (person.begin(), person.end(),
                        [] (const auto& each)
                        { return each.first + each.second < 25'000 || each.first > 21 * mixRate - 1'000; }));
}

TEST_CASE ("A voice of another rate is as long in both sides as it was heard, and the person as loud as they were")
{
    Interview kept;
    const auto rate = GENERATE (16'000, 48'000);
    kept.say (1, static_cast<std::size_t> (rate), 5'000, rate);
    std::vector<std::int16_t> tone;

    for (int i = 0; i < 32'000; ++i)
        tone.push_back (
            static_cast<std::int16_t> (std::lround (8'000 * std::sin (2 * std::numbers::pi * 1'000 * i / 16'000))));

    for (std::size_t at = 0; at < tone.size(); at += 320)
    {
        kept.now += 20ms;
        kept.archive.microphone (std::span (tone).subspan (at, 320), 16'000, kept.now);
    }

    kept.hear (1, static_cast<std::uint64_t> (rate), kept.zero + 500ms, kept.zero + 1500ms);
    kept.archive.finish();
    const auto agent = soundIn (kept.file ("agent.wav").samples);
    REQUIRE (agent.size() == 1);
    CHECK (agent[0] == std::pair<std::size_t, std::size_t> (12'000, 24'000));

    // The tone at the other rate, as it is where it is computed: in time, to the sample.
    const auto person = kept.side (0);
    REQUIRE (person.size() == 48'000);

    for (std::size_t i = 2'000; i < 46'000; i += 997)
        CHECK (person[i] ==
               Catch::Approx (8'000 * std::sin (2 * std::numbers::pi * 1'000 * static_cast<double> (i) / 24'000))
                   .margin (40));
}

TEST_CASE ("A conversation of which the person's voice is not kept has neither of both files")
{
    Interview kept (Keeps::wordsAndVoice);
    kept.say (1, 2'400, 7);
    kept.hear (1, 2'400, kept.now, kept.now + 100ms);
    kept.archive.finish();
    CHECK_FALSE (std::filesystem::exists (kept.archive.folder() + "/agent.wav"));
    CHECK_FALSE (std::filesystem::exists (kept.archive.folder() + "/conversation.wav"));
}
