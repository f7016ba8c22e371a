#include "SpeechRig.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <numbers>

using namespace parlando;
using namespace parlando::test;

namespace
{
double sineAt (double place) { return 0.5 * std::sin (2.0 * std::numbers::pi * 1'000.0 * place / soundRate); }

SpeechFrame sineFrame (std::size_t first)
{
    SpeechFrame frame;
    for (std::size_t i = 0; i < frame.size(); ++i)
        frame[i] = static_cast<float> (sineAt (static_cast<double> (first + i)));
    return frame;
}
} // namespace

TEST_CASE ("What was played is held back by any part of a sample")
{
    const auto delay = GENERATE (12.0, 100.0, 320.25, 1'000.5, 11'999.9);
    AlignedReference reference;
    reference.setDelay (delay);
    SpeechFrame aligned;
    double largest = 0.0;
    for (std::size_t first = 0; first < 32'000; first += speechFrameSize)
    {
        reference.push (sineFrame (first), aligned);
        for (std::size_t i = 0; i < aligned.size() && first > 13'000; ++i)
            largest = std::max (largest, std::fabs (static_cast<double> (aligned[i]) -
                                                    sineAt (static_cast<double> (first + i) - delay)));
    }
    CHECK (reference.delay() == delay);
    CHECK (largest < 1.0e-4);
}

TEST_CASE ("What was played comes as much slower as the other clock is, without a step")
{
    AlignedReference reference;
    reference.setDelay (400.0);
    SpeechFrame aligned;
    double largest = 0.0;
    for (std::size_t first = 0; first < 160'000; first += speechFrameSize)
    {
        if (first == 32'000)
            reference.setGrowth (100.0);
        reference.push (sineFrame (first), aligned);
        for (std::size_t i = 0; i < aligned.size() && first > 1'000; ++i)
        {
            const auto now = static_cast<double> (first + i);
            const auto delay = 400.0 + std::max (now - 31'999.0, 0.0) * 100.0e-6;
            largest = std::max (largest, std::fabs (static_cast<double> (aligned[i]) - sineAt (now - delay)));
        }
    }
    CHECK (largest < 1.0e-4);
    CHECK (std::fabs (reference.delay() - 412.8) < 1.0e-6);
}

TEST_CASE ("No delay and no growth is too large for the reference")
{
    AlignedReference reference;
    SpeechFrame aligned;
    for (const auto odd : {-1.0e300, 1.0e300, std::nan ("")})
    {
        reference.setDelay (odd);
        reference.setGrowth (odd);
        reference.push (sineFrame (0), aligned);
        CHECK (reference.delay() >= AlignedReference::shortestDelay);
        CHECK (reference.delay() <= AlignedReference::longestDelay);
    }
}

TEST_CASE ("The echo of one word is found within a second, and no echo is found in noise")
{
    const auto agent = agentSpeech (6.0);
    const auto echo = echoOf (agent, {.reverberation = 0.6, .delay = 200.0, .level = -50.0});
    const auto isThere = GENERATE (true, false);
    const auto microphone = mixed (noise (agent.size(), -70.0, 4), isThere ? echo : Sound{});
    EchoAlignment alignment;
    double foundAfter = -1.0;
    for (std::size_t i = 0; i + speechFrameSize <= agent.size(); i += speechFrameSize)
        if (alignment.add (usableFrame (std::span (microphone).subspan (i, speechFrameSize)),
                           usableFrame (std::span (agent).subspan (i, speechFrameSize))) ==
                EchoAlignment::Change::jumped &&
            foundAfter < 0.0)
            foundAfter = static_cast<double> (i) / soundRate;

    CHECK (alignment.echo() == (isThere ? EchoAlignment::Echo::found : EchoAlignment::Echo::none));
    CHECK ((foundAfter > 0.0) == isThere);
    CHECK (foundAfter < 1.5);
}

TEST_CASE ("A person who talks all the time beside the agent hides its echo from nobody")
{
    Sound person;
    for (const auto* sentence : {"0870", "0890", "0920"})
        for (const auto sample : readSentence (sentence))
            person.push_back (sample);
    if (person.empty())
        SKIP ("pocketsphinx-testdata is not installed");
    const auto agent = agentSpeech (16.0);
    const auto echo = echoOf (agent, {.delay = 120.0, .level = -40.0});
    const auto microphone = mixed (mixed (echo, noise (echo.size(), -70.0, 5)), atLevel (person, -26.0), 0.5);

    EchoAlignment alignment;
    int jumps = 0, losses = 0;
    for (std::size_t i = 0; i + speechFrameSize <= agent.size(); i += speechFrameSize)
    {
        const auto change = alignment.add (usableFrame (std::span (microphone).subspan (i, speechFrameSize)),
                                           usableFrame (std::span (agent).subspan (i, speechFrameSize)));
        jumps += change == EchoAlignment::Change::jumped ? 1 : 0;
        losses += change == EchoAlignment::Change::lost ? 1 : 0;
    }
    CHECK (jumps == 1);
    CHECK (losses == 0);
    CHECK (std::fabs (alignment.delay() / 16.0 - 121.75) < 0.2);
}

TEST_CASE ("Drift is a line through many delays, and chance is none")
{
    const auto growth = GENERATE (0.0, -100.0, 3.0, 500.0);
    ClockDrift drift;
    const auto errors = noise (400, -10.0, 6); // 0.3 samples
    double time = 0.0;
    for (std::size_t i = 0; i < 200; ++i, time += 4'000.0)
        drift.add (time, 800.0 + time * growth * 1.0e-6 + static_cast<double> (errors[i]));
    CHECK (std::fabs (drift.growth() - growth) < 1.0);
    CHECK (std::fabs (drift.delayAt (time) - 800.0 - time * growth * 1.0e-6) < 0.3);

    drift.restart();
    CHECK (std::fabs (drift.growth() - growth) < 1.0);
    drift.reset();
    CHECK (drift.growth() == 0.0);
}

TEST_CASE ("Two clocks that are 100 ppm apart are measured, and the agent is heard as a person at no time")
{
    const auto drift = GENERATE (-100.0, 100.0);
    const auto agent = agentSpeech (40.0);
    const auto echo = echoOf (agent, {.drift = drift});
    SpeechProcessor processor;
    const auto sound = processed (processor, mixed (echo, noise (echo.size(), -80.0, 7)), agent, 50.0);

    CHECK (std::fabs (processor.figures().drift + drift) < 5.0);
    CHECK (loweredBetween (20.0, 40.0, sound.microphone, sound.suppressed, echo) > 38.0);
    CHECK (loweredBetween (20.0, 40.0, sound.microphone, sound.linear, echo) > 18.0);
    CHECK (voicedRuns (sound.voiced, 8, 6.0) == 0);
}
