// Agents with any number of sources and sinks, and agents that talk with each other.

#include "Aviary.h"

#include <Support/WaitUntil.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <algorithm>
#include <limits>
#include <stdexcept>

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;
using Catch::Matchers::ContainsSubstring;

namespace
{

constexpr int patchRate = 48'000, patchBlock = 480;
constexpr float fullScale = 32'768.0f;

/** What a parrot says of a word. Of an answer 5 ms do not have its level, as the voice comes in, and one sample more
   has it, as it dies away. */
constexpr int oneWord = 4'800, fades = 240 - 1;

/** One level, for ever or for a number of samples. */
class Level final : public AudioSource
{
public:
    explicit Level (float value, std::size_t samples = std::numeric_limits<std::size_t>::max())
        : level (value), left (samples)
    {
    }

    std::size_t read (std::span<float> block, int) override
    {
        ++reads;
        const auto count = std::min (block.size(), left);
        std::fill_n (block.begin(), count, level);
        left -= count;
        return count;
    }

    bool isOver() const override { return left == 0; }

    int reads = 0;

private:
    const float level;
    std::size_t left;
};

/** Keeps all of a voice. */
class Tape final : public AudioSink
{
public:
    void write (std::span<const float> block, int) override
    {
        samples.insert (samples.end(), block.begin(), block.end());
    }

    auto count (float level) const { return std::count (samples.begin(), samples.end(), level); }

    std::vector<float> samples;
};

ConversationOptions withClock (BlockClock& clock)
{
    auto options = withParrot();
    options.blockClock = &clock;
    return options;
}

/** A parrot with a patch, in virtual time. */
struct PatchedBird
{
    explicit PatchedBird (VirtualTime& virtualTime) : time (virtualTime) { patch.connect (agent.audio()); }

    bool untilReady()
    {
        agent.connect();
        return until ([this] { return agent.state() == SessionState::ready; });
    }

    template <typename Condition>
    bool until (Condition&& happened)
    {
        for (const auto deadline = time.now() + 60s; ! happened();)
        {
            if (time.now() > deadline)
                return false;

            time.pass (5ms);
        }

        return true;
    }

    bool hasHeard (std::size_t samples)
    {
        return until ([this, most = bird.samplesHeard() + samples] { return bird.samplesHeard() >= most; });
    }

    /** And pauses. */
    bool saysAgain (const std::string& words)
    {
        agent.sendText (words);
        const auto isSaid =
            until ([this] { return agent.isSpeaking(); }) && until ([this] { return ! agent.isSpeaking(); });
        time.pass (50ms);
        return isSaid;
    }

    /** What the service heard in the last 50 ms. */
    int levelHeard() const
    {
        const auto sound = bird.sound();
        const auto last = std::span (sound).last (1'200);
        const auto [lowest, highest] = std::minmax_element (last.begin(), last.end());
        CHECK (*highest - *lowest <= 1);
        return *highest;
    }

    VirtualTime& time;
    ParrotService bird;
    VirtualServer server{time, bird.callbacks()};
    AudioPatch patch{patchRate, patchBlock};
    VirtualAgent agent{time, server, withClock (patch), {}};
};

bool isNear (int heard, float level) { return std::abs (static_cast<float> (heard) - level * fullScale) <= 2.0f; }

int largestStep (const std::vector<std::int16_t>& sound, std::size_t first)
{
    int largest = 0;

    for (auto i = first + 1; i < sound.size(); ++i)
        largest = std::max (largest, std::abs (sound[i] - sound[i - 1]));

    return largest;
}

} // namespace

TEST_CASE ("An agent hears the sum of all its sources, each with its gain")
{
    VirtualTime time;
    PatchedBird bird (time);
    bird.patch.addSource (std::make_shared<Level> (0.25f));
    const auto quieter = bird.patch.addSource (std::make_shared<Level> (0.25f), 0.5f);
    REQUIRE (bird.untilReady());
    REQUIRE (bird.hasHeard (4'800));
    CHECK (isNear (bird.levelHeard(), 0.375f));

    const auto before = bird.bird.sound().size();
    bird.patch.setGain (quieter, -0.5f);
    REQUIRE (bird.hasHeard (4'800));
    CHECK (isNear (bird.levelHeard(), 0.125f));
    CHECK (largestStep (bird.bird.sound(), before) < 200); // of 8192, in 10 ms
}

TEST_CASE ("A source that gives no numbers, or nothing, does not silence the others")
{
    VirtualTime time;
    PatchedBird bird (time);
    bird.patch.addSource (std::make_shared<Level> (0.25f));
    bird.patch.addSource (std::make_shared<Level> (std::numeric_limits<float>::quiet_NaN()));
    bird.patch.addSource (std::make_shared<AudioStream> (patchRate));
    bird.patch.addSource (std::make_shared<Level> (1.0f), std::numeric_limits<float>::infinity());
    REQUIRE (bird.untilReady());
    REQUIRE (bird.hasHeard (4'800));
    CHECK (isNear (bird.levelHeard(), 0.25f));
}

TEST_CASE ("All sinks get the same voice, sample for sample")
{
    VirtualTime time;
    PatchedBird bird (time);
    const auto one = std::make_shared<Tape>(), other = std::make_shared<Tape>(), late = std::make_shared<Tape>();
    bird.patch.addSink (one);
    bird.patch.addSink (other);
    REQUIRE (bird.untilReady());
    REQUIRE (bird.saysAgain ("one two three"));
    CHECK (one->count (0.25f) == 3 * oneWord - fades);
    CHECK (one->samples == other->samples);

    const auto added = bird.patch.addSink (late);
    REQUIRE (bird.saysAgain ("four five"));
    bird.patch.remove (added);
    REQUIRE (bird.saysAgain ("six"));
    CHECK (late->count (0.25f) == 2 * oneWord - fades);
    CHECK (one->count (0.25f) == 6 * oneWord - 3 * fades);
    CHECK (one->samples == other->samples);
}

TEST_CASE ("Sources come and go while an agent listens, and without one there is no microphone")
{
    VirtualTime time;
    PatchedBird bird (time);
    const auto voice = std::make_shared<Level> (0.25f), other = std::make_shared<Level> (0.125f);
    REQUIRE (bird.untilReady());
    time.pass (2s);
    CHECK (bird.bird.samplesHeard() == 0);

    const auto first = bird.patch.addSource (voice);
    REQUIRE (bird.hasHeard (4'800));
    const auto second = bird.patch.addSource (other);
    REQUIRE (bird.hasHeard (4'800));
    CHECK (isNear (bird.levelHeard(), 0.375f));

    bird.patch.remove (first);
    const auto reads = voice->reads;
    REQUIRE (bird.hasHeard (4'800));
    CHECK (isNear (bird.levelHeard(), 0.125f));
    CHECK (voice->reads == reads);
    CHECK (! bird.patch.has (first));

    bird.patch.remove (second);
    time.pass (50ms); // what is on its way
    const auto heard = bird.bird.samplesHeard();
    time.pass (500ms);
    CHECK (bird.bird.samplesHeard() == heard);
}

TEST_CASE ("A source that is over goes by itself, heard to its last sample")
{
    VirtualTime time;
    PatchedBird bird (time);
    auto file = std::make_shared<Level> (0.25f, 12'100);
    const std::weak_ptr<Level> kept = file;
    bird.patch.addSource (std::make_shared<Level> (0.0f));
    REQUIRE (bird.untilReady());
    const auto id = bird.patch.addSource (std::move (file));
    REQUIRE (bird.until ([&] { return ! bird.patch.has (id); }));
    CHECK (kept.expired());
    REQUIRE (bird.hasHeard (4'800));
    const auto sound = bird.bird.sound();
    const auto loud = std::count_if (sound.begin(), sound.end(), [] (int sample) { return sample > 4'096; });
    CHECK (std::abs (static_cast<int> (loud) - 6'050) <= 1); // at half the rate
}

TEST_CASE ("Two agents talk with each other, at their own rates")
{
    VirtualTime time;
    PatchedBird grey (time), macaw (time);
    const auto greyVoice = std::make_shared<AudioStream> (24'000),
               macawVoice = std::make_shared<AudioStream> (patchRate);
    const auto heardOfMacaw = std::make_shared<Tape>();
    grey.patch.addSink (greyVoice);
    const auto ear = macaw.patch.addSource (greyVoice);
    macaw.patch.addSink (macawVoice);
    macaw.patch.addSink (heardOfMacaw);
    grey.patch.addSource (macawVoice);
    REQUIRE (grey.untilReady());
    REQUIRE (macaw.untilReady());
    const auto loudness = [] (const std::vector<std::int16_t>& sound)
    { return std::count_if (sound.begin(), sound.end(), [] (int sample) { return std::abs (sample - 8'192) < 10; }); };

    REQUIRE (grey.saysAgain ("Hello my dear"));
    REQUIRE (macaw.hasHeard (4'800));
    const auto heard = loudness (macaw.bird.sound());
    CHECK (heard > 7'050); // of 0.3 s at 24 kHz, without the edges of what was resampled three times
    CHECK (heard <= 7'210);

    // It answers once its microphone pauses.
    macaw.patch.remove (ear);
    REQUIRE (macaw.until ([&] { return macaw.agent.isSpeaking(); }));
    REQUIRE (macaw.until ([&] { return ! macaw.agent.isSpeaking(); }));
    REQUIRE (grey.hasHeard (4'800));
    const auto answered = loudness (grey.bird.sound());
    CHECK (std::abs (answered - heard) < 50);
    CHECK (greyVoice->droppedSamples() > 0); // nobody takes it any more
    CHECK (macawVoice->droppedSamples() == 0);
}

TEST_CASE ("What nobody takes of an agent's voice is dropped and counted, and keeps nobody waiting")
{
    VirtualTime time;
    PatchedBird bird (time);
    const auto stream = std::make_shared<AudioStream> (patchRate, 100ms);
    const auto tape = std::make_shared<Tape>();
    bird.patch.addSink (stream);
    bird.patch.addSink (tape);
    REQUIRE (bird.untilReady());
    REQUIRE (bird.saysAgain ("Hello"));
    CHECK (tape->count (0.25f) == oneWord - fades);
    CHECK (tape->samples.size() > 4'800);
    CHECK (stream->droppedSamples() == tape->samples.size() - 4'800);
}

namespace
{

class Unplugged final : public AudioSource, public AudioSink
{
public:
    std::size_t read (std::span<float>, int) override { throw std::runtime_error ("the cable was pulled"); }
    bool isOver() const override { return false; }
    void write (std::span<const float>, int) override { throw std::runtime_error ("the cable was pulled"); }
};

} // namespace

TEST_CASE ("What a source or a sink throws ends the conversation with its words")
{
    ParrotService bird;
    LoopbackServer server ({}, bird.callbacks());
    AudioPatch patch (patchRate, patchBlock);
    auto options = withClock (patch);
    options.endpoint.baseUrl = server.url();
    std::string error;
    LiveAgent agent (options,
                     [&] (const SessionEvent& event)
                     {
                         if (const auto* ended = std::get_if<SessionEnded> (&event))
                             error = ended->error;
                     });
    patch.connect (agent.audio());
    agent.connect();
    REQUIRE (waitUntil ([&] { return agent.state() == SessionState::ready; }));

    if (GENERATE (false, true))
        patch.addSink (std::make_shared<Unplugged>());
    else
        patch.addSource (std::make_shared<Unplugged>());

    REQUIRE (agent.wait (10s));
    CHECK_THAT (error, ContainsSubstring ("the cable was pulled"));
}

TEST_CASE ("A patch says what it cannot be")
{
    CHECK_THROWS_AS (AudioPatch (500, 10), std::invalid_argument);
    CHECK_THROWS_AS (AudioPatch (48'000, 0), std::invalid_argument);
    CHECK_THROWS_AS (AudioPatch (48'000, 48'001), std::invalid_argument);
    AudioPatch patch (patchRate, patchBlock);
    CHECK_THROWS_AS (patch.addSource (nullptr), std::invalid_argument);
    CHECK_THROWS_AS (patch.addSink (nullptr), std::invalid_argument);
}
