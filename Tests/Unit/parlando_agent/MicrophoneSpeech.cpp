#include "Support/SpokenSound.h"

#include <parlando_agent/MicrophoneSpeech.h>
#include <parlando_audio/parlando_audio.h>

#include <catch2/catch_test_macros.hpp>

#include <catch2/generators/catch_generators.hpp>
#include <random>

#include <algorithm>

using namespace parlando;
using namespace parlando::test;

namespace
{
constexpr std::size_t frameSize = 320;

struct Microphone
{
    // What the service would hear, and how often a person's onset was sure.
    void listen (const Sound& captured, const Sound& played, EchoMode echo, BargeInMode bargeIn)
    {
        speech.begin (16'000);
        for (std::size_t i = 0; i + frameSize <= captured.size(); i += frameSize)
        {
            std::vector<std::int16_t> frame (frameSize);
            floatToPcm (std::span (captured).subspan (i, frameSize), frame);
            before.insert (before.end(), frame.begin(), frame.end());
            const auto voice = speech.process (frame, std::span (played).subspan (i, frameSize),
                                               {.echo = echo, .bargeIn = bargeIn, .deviceDelay = 20.0});
            sent.insert (sent.end(), frame.begin(), frame.end());
            told += voice ? 1 : 0;
            for (const auto& half : voice ? voice->halves : std::array<PersonVoice, 2>{})
            {
                onsets += half.isSpeaking && ! wasSpeaking ? 1 : 0;
                wasSpeaking = half.isSpeaking;
            }
        }
    }

    [[nodiscard]] double level (const std::vector<std::int16_t>& samples, double from, double to) const
    {
        Sound part (samplesOf (to) - samplesOf (from));
        pcmToFloat (std::span (samples).subspan (samplesOf (from), part.size()), part);
        return static_cast<double> (levelOf (part));
    }

    MicrophoneSpeech speech;
    std::vector<std::int16_t> before, sent;
    int onsets = 0, told = 0;
    bool wasSpeaking = false;
};

// An agent in a room, alone.
Sound echoIn (const Sound& agent) { return mixed (echoOf (agent, {.delay = 40.0}), noise (agent.size(), -85.0, 3)); }

// What a track tells of its loudspeakers while it captures this, and its agent is silent.
Sound playedBeside (const Sound& captured, const Sound& left, const Sound& right, LoudspeakerSource source)
{
    AudioEngine engine;
    ChannelStrip strip (engine);
    strip.prepare (16'000, static_cast<int> (frameSize));
    engine.capture().setHearsPlayed (true);
    StripControls controls;
    controls.loudspeakers = source;
    Sound played;
    std::vector<std::int16_t> frame;
    for (std::size_t i = 0; i + frameSize <= captured.size(); i += frameSize)
    {
        const float *main = captured.data() + i, *sideChain[] = {left.data() + i, right.data() + i};
        strip.process ({&main, 1, sideChain, 2, nullptr, 0, nullptr, 0, static_cast<int> (frameSize)}, controls);
        while (engine.capture().pull (frame))
            played.insert (played.end(), engine.capture().played().begin(), engine.capture().played().end());
    }
    played.resize (captured.size());
    return played;
}
} // namespace

TEST_CASE ("Where nothing is wanted the microphone goes on as it is, and nothing is told of it")
{
    const auto agent = agentSpeech (2.0);
    Microphone microphone;
    microphone.listen (echoIn (agent), agent, EchoMode::never, BargeInMode::off);
    CHECK (microphone.sent == microphone.before);
    CHECK (microphone.told == 0);
    CHECK_FALSE (microphone.speech.report());
}

TEST_CASE ("Where barge-in alone is wanted the microphone goes on to the bit, and who speaks is told")
{
    const auto person = atLevel (readSentence ("0870"), -26.0);
    if (person.empty())
        SKIP ("needs pocketsphinx-testdata");
    Microphone microphone;
    microphone.listen (person, Sound (person.size()), EchoMode::never, BargeInMode::quick);
    CHECK (microphone.sent == microphone.before);
    CHECK (microphone.onsets >= 1);
    CHECK_FALSE (microphone.speech.report());
}

TEST_CASE ("The service hears next to nothing of the agent's echo, and nobody is taken for a person")
{
    const auto agent = agentSpeech (12.0);
    Microphone microphone;
    microphone.listen (echoIn (agent), agent, EchoMode::automatic, BargeInMode::quick);
    CHECK (microphone.level (microphone.sent, 4.0, 12.0) < microphone.level (microphone.before, 4.0, 12.0) - 30.0);
    CHECK (microphone.onsets == 0);

    const auto report = microphone.speech.report();
    REQUIRE (report);
    CHECK (report->isFound);
    CHECK (std::fabs (report->delay - 41.75) < 1.0); // and the way through the air
    CHECK (report->lowered > 30.0);
}

TEST_CASE ("What loudspeakers play besides the agent is taken out of the microphone where the side-chain has it")
{
    const auto source = GENERATE (LoudspeakerSource::sideChain, LoudspeakerSource::both, LoudspeakerSource::agent);
    const auto rainLevel = GENERATE (-200.0, -32.0);
    const auto narrator = agentSpeech (12.0), rain = noise (narrator.size(), rainLevel, 5);
    auto mix = mixed (narrator, rain);
    for (auto& sample : mix)
        sample *= 0.5f;

    const auto captured = echoIn (mix);
    Microphone microphone;
    microphone.listen (captured, playedBeside (captured, narrator, rain, source), EchoMode::automatic,
                       BargeInMode::off);
    const auto lowered =
        microphone.level (microphone.before, 4.0, 12.0) - microphone.level (microphone.sent, 4.0, 12.0);
    CAPTURE (static_cast<int> (source), rainLevel, lowered);
    CHECK (lowered > (source == LoudspeakerSource::agent ? -1.0 : rainLevel < -100.0 ? 30.0 : 15.0));
    CHECK ((source != LoudspeakerSource::agent || lowered < 1.0));
}

TEST_CASE ("A person who speaks over the agent reaches the service no softer than they are")
{
    const auto person = atLevel (readSentence ("0880"), -26.0);
    if (person.empty())
        SKIP ("needs pocketsphinx-testdata");
    const auto agent = agentSpeech (12.0);
    Microphone microphone;
    microphone.listen (mixed (echoIn (agent), person, 6.0), agent, EchoMode::automatic, BargeInMode::quick);
    CHECK (microphone.onsets >= 1);

    Sound alone (agent.size());
    alone = mixed (alone, person, 6.0);
    const auto wanted = static_cast<double> (levelOf (std::span (alone).subspan (samplesOf (6.5), samplesOf (2.0))));
    CHECK (microphone.level (microphone.sent, 6.5, 8.5) > wanted - 3.0);
}

TEST_CASE ("In a person's pause between two words the service goes on hearing all of what the microphone does")
{
    const auto person = atLevel (readSentence ("0880"), -26.0);
    if (person.empty())
        SKIP ("needs pocketsphinx-testdata");
    const auto agent = agentSpeech (14.0);
    Microphone microphone;
    microphone.listen (mixed (echoIn (agent), person, 6.0), agent, EchoMode::automatic, BargeInMode::off);

    // The linear signal has more of the echo than the suppressed one.
    const auto end = 6.0 + static_cast<double> (person.size()) / soundRate;
    CHECK (microphone.level (microphone.sent, end, end + 0.3) > -60.0);
    CHECK (microphone.level (microphone.sent, end + 1.0, end + 3.0) < -64.0);
}

TEST_CASE ("With headphones the microphone goes on to the bit once that is known")
{
    const auto person = atLevel (readSentence ("0870"), -26.0);
    if (person.empty())
        SKIP ("needs pocketsphinx-testdata");
    const auto noiseLevel = GENERATE (-85.0, -200.0); // a microphone that hums, and one that is silent to the bit
    const auto agent = agentSpeech (14.0);
    auto captured = noise (agent.size(), noiseLevel, 4);
    captured = mixed (captured, person, 9.0);
    Microphone microphone;
    microphone.listen (captured, agent, EchoMode::automatic, BargeInMode::off);
    const auto begin = static_cast<std::ptrdiff_t> (samplesOf (9.0));
    CHECK (std::equal (microphone.sent.begin() + begin, microphone.sent.end(), microphone.before.begin() + begin));
    REQUIRE (microphone.speech.report());
    CHECK_FALSE (microphone.speech.report()->isFound);
    CHECK_FALSE (microphone.speech.report()->isLookedFor);
}

TEST_CASE ("A service that hears at another rate is left alone")
{
    MicrophoneSpeech speech;
    speech.begin (24'000);
    const MicrophoneSpeech::Wishes wishes{.echo = EchoMode::always, .bargeIn = BargeInMode::quick};
    CHECK_FALSE (speech.hearsPlayed (wishes));
    std::vector<std::int16_t> frame (480, 100);
    const Sound played (480);
    CHECK_FALSE (speech.process (frame, played, wishes));
    CHECK (frame == std::vector<std::int16_t> (480, 100));
}

TEST_CASE ("A microphone is cleaned where that is all that is wanted, and nobody is detected then")
{
    MicrophoneSpeech speech;
    speech.begin (16'000);
    const std::vector<float> played (320);
    std::mt19937 random (5);
    double before = 0.0, after = 0.0;

    for (int i = 0; i < 300; ++i)
    {
        std::vector<std::int16_t> frame (320);
        for (auto& sample : frame)
            sample = static_cast<std::int16_t> (static_cast<int> (random() % 400) - 200);
        const auto heard = frame;
        CHECK_FALSE (speech.process (frame, played, {.cleaning = MicrophoneCleaning::noise}));
        for (std::size_t j = 0; j < frame.size() && i >= 200; ++j)
        {
            before += heard[j] * heard[j];
            after += frame[j] * frame[j];
        }
    }

    CHECK (after < 0.25 * before);

    std::vector<std::int16_t> frame (320, 77);
    CHECK_FALSE (speech.process (frame, played, {}));
    CHECK (frame == std::vector<std::int16_t> (320, 77));
}
