#include "SpeechRig.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <limits>

using namespace parlando;
using namespace parlando::test;

namespace
{
constexpr double roomNoise = -90.0;

Sound heardIn (const Sound& echo, double level = roomNoise) { return mixed (echo, noise (echo.size(), level, 1)); }
} // namespace

TEST_CASE ("A simulated room reverberates as long as it was asked to")
{
    const auto seconds = GENERATE (0.15, 0.3, 0.6);
    const auto measured = reverberationOf (roomResponse (seconds, 0.6));
    CHECK (measured > 0.9 * seconds);
    CHECK (measured < 1.1 * seconds);
}

TEST_CASE ("Three seconds after it begins to speak an agent is 35 dB softer in the microphone, and 40 dB after ten")
{
    const auto delay = GENERATE (5.0, 50.0, 300.0);
    const auto agent = agentSpeech (14.0);
    const auto echo = echoOf (agent, {.delay = delay});
    SpeechProcessor processor;
    const auto sound = processed (processor, heardIn (echo), agent, delay);

    CAPTURE (delay);
    CHECK (loweredBetween (3.0, 10.0, sound.microphone, sound.suppressed, echo) > 35.0);
    CHECK (loweredBetween (10.0, 14.0, sound.microphone, sound.suppressed, echo) > 40.0);
    CHECK (loweredBetween (3.0, 14.0, sound.microphone, sound.linear, echo) > 15.0);
}

TEST_CASE ("The echo is found where no sound card said that it would be")
{
    const auto delay = GENERATE (90.0, 480.0);
    const auto agent = agentSpeech (8.0);
    const auto echo = echoOf (agent, {.delay = delay});
    SpeechProcessor processor;
    const auto sound = processed (processor, heardIn (echo), agent, 0.0);

    const auto airAndRoom = 0.6 / 343.0 * 1'000.0;
    CHECK (processor.figures().echo == EchoAlignment::Echo::found);
    CHECK (std::fabs (processor.figures().delay - delay - airAndRoom) < 0.1);
    CHECK (loweredBetween (3.0, 8.0, sound.microphone, sound.suppressed, echo) > 35.0);
}

TEST_CASE ("Within three seconds an echo that jumps is as low as before")
{
    const auto jump = GENERATE (-40.0, -10.7, 10.7, 40.0);
    const auto agent = agentSpeech (16.0);
    const auto echo = echoOf (agent, {.delay = 100.0, .jumpAt = 8.0, .jump = jump});
    SpeechProcessor processor;
    const auto sound = processed (processor, heardIn (echo), agent, 100.0);

    CAPTURE (jump);
    CHECK (loweredBetween (4.0, 8.0, sound.microphone, sound.suppressed, echo) > 40.0);
    CHECK (loweredBetween (11.0, 16.0, sound.microphone, sound.suppressed, echo) > 35.0);
    CHECK (processor.figures().resets == 0);
}

TEST_CASE ("With headphones the microphone passes to the bit")
{
    const auto agent = agentSpeech (12.0);
    const auto person = atLevel (readSentence ("0880"), -26.0);
    if (person.empty())
        SKIP ("pocketsphinx-testdata is not installed");
    auto microphone = mixed (noise (agent.size(), -70.0, 2), person, 8.5);
    SpeechProcessor processor;
    const auto sound = processed (processor, microphone, agent, 30.0);

    CHECK (processor.figures().echo == EchoAlignment::Echo::none);
    const auto since = static_cast<std::ptrdiff_t> (samplesOf (7.0));
    const auto end = microphone.begin() + static_cast<std::ptrdiff_t> (sound.suppressed.size());
    CHECK (std::equal (microphone.begin() + since, end, sound.suppressed.begin() + since));
    CHECK (std::equal (microphone.begin() + since, end, sound.linear.begin() + since));
    CHECK (voicedRuns (sound.voiced, 4, 8.5) > 0);
}

TEST_CASE ("Switched off, nothing is done to the microphone from the first sample on")
{
    const auto agent = agentSpeech (2.0);
    const auto microphone = heardIn (echoOf (agent, {}));
    SpeechProcessor processor (EchoMode::never);
    const auto sound = processed (processor, microphone, agent, 50.0);
    CHECK (std::equal (sound.suppressed.begin() + speechFrameSize, sound.suppressed.end(),
                       microphone.begin() + speechFrameSize));
}

TEST_CASE ("Who takes the headphones off is heard without the agent soon after")
{
    const auto agent = agentSpeech (18.0);
    auto echo = echoOf (agent, {.delay = 60.0});
    std::fill_n (echo.begin(), samplesOf (9.0), 0.0f);
    SpeechProcessor processor;
    const auto sound = processed (processor, heardIn (echo), agent, 60.0);
    CHECK (processor.figures().echo == EchoAlignment::Echo::found);
    CHECK (loweredBetween (12.0, 18.0, sound.microphone, sound.suppressed, echo) > 35.0);
}

TEST_CASE ("Frames of any length, of any numbers and with any delay come out finite, and the echo stays low")
{
    const auto agent = agentSpeech (9.0);
    const auto echo = echoOf (agent, {});
    const auto microphone = heardIn (echo);
    SpeechProcessor processor;
    constexpr auto nan = std::numeric_limits<float>::quiet_NaN();
    const Sound empty, large (1'024, 0.5f), broken (speechFrameSize, nan), endless (speechFrameSize, 1.0e30f);

    processed (processor, Sound (microphone.begin(), microphone.begin() + samplesOf (4.0)), agent, 50.0);
    for (const auto* odd : {&empty, &large, &broken, &endless})
        for (const auto delay : {50.0, static_cast<double> (nan), -1.0e9, 1.0e9, 50.0})
        {
            const auto& frame = processor.process (*odd, *odd, delay);
            for (std::size_t i = 0; i < speechFrameSize; ++i)
            {
                REQUIRE (std::fabs (frame.suppressed[i]) <= 1.0f);
                REQUIRE (std::fabs (frame.linear[i]) <= 1.0f);
            }
        }
    CHECK (processor.figures().misfits == 10);

    const auto sound = processed (processor, microphone, agent, 50.0);
    CHECK (loweredBetween (4.0, 9.0, sound.microphone, sound.suppressed, echo) > 30.0);
}

TEST_CASE ("Another device's delay is followed in the middle of a word, and the room is not learned anew")
{
    const auto agent = agentSpeech (12.0);
    const auto echo = echoOf (agent, {.delay = 50.0, .jumpAt = 6.0, .jump = 70.0});
    const auto microphone = heardIn (echo);
    SpeechProcessor processor;
    const auto half = static_cast<std::ptrdiff_t> (samplesOf (6.0));
    processed (processor, Sound (microphone.begin(), microphone.begin() + half), agent, 50.0);
    const Sound after (microphone.begin() + half, microphone.end()), played (agent.begin() + half, agent.end());
    const auto sound = processed (processor, after, played, 120.0);

    CHECK (loweredBetween (3.0, 6.0, sound.microphone, sound.suppressed, Sound (echo.begin() + half, echo.end())) >
           35.0);
    CHECK (processor.figures().resets == 0);
    processor.reset();
    CHECK (processor.figures().resets == 1);
    CHECK (processor.figures().echo == EchoAlignment::Echo::unknown);
}

TEST_CASE ("After a quarter of an hour of agent the echo is as low as in the first minutes, and interrupts nobody")
{
    const auto agent = agentSpeech (900.0);
    const auto echo = echoOf (agent, {.level = -26.0});
    SpeechProcessor processor;
    BargeInDetector detector;
    int framesSpoken = 0;
    const auto sound =
        processed (processor, heardIn (echo, -80.0), agent, 50.0,
                   [&] (const ProcessedSpeech& speech) { framesSpoken += detector.add (speech).isSpeaking ? 1 : 0; });
    CHECK (loweredBetween (120.0, 170.0, sound.microphone, sound.suppressed, echo) > 40.0);
    CHECK (loweredBetween (840.0, 900.0, sound.microphone, sound.suppressed, echo) > 38.0);
    CHECK (framesSpoken == 0);
    CHECK ((processor.figures().renewals >= 3) == makeEchoCanceller()->growsOld());
}
