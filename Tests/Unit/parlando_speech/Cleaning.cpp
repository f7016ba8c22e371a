#include "SpeechRig.h"

#include <catch2/catch_test_macros.hpp>

#include <numbers>

using namespace parlando;
using namespace parlando::test;

namespace
{
Sound cleaned (const Sound& microphone, MicrophoneCleaning cleaning)
{
    const auto cleaner = makeVoiceCleaner();
    cleaner->choose (cleaning);
    Sound result;
    for (std::size_t i = 0; i + speechFrameSize <= microphone.size(); i += speechFrameSize)
    {
        auto frame = usableFrame (std::span (microphone).subspan (i, speechFrameSize));
        cleaner->process (frame);
        result.insert (result.end(), frame.begin(), frame.end());
    }
    return result;
}

float levelBetween (const Sound& sound, double from, double to)
{
    return levelOf (std::span (sound).subspan (samplesOf (from), samplesOf (to) - samplesOf (from)));
}
} // namespace

TEST_CASE ("A microphone of which nothing is wanted goes on as it is, to the bit")
{
    const auto microphone = mixed (agentSpeech (3.0), noise (samplesOf (3.0), -50.0, 1));
    CHECK (cleaned (microphone, MicrophoneCleaning::none) == microphone);
}

TEST_CASE ("Noise suppression lowers a room's noise and a mains hum, and leaves the voice")
{
    auto room = noise (samplesOf (12.0), -50.0, 2);
    for (std::size_t i = 0; i < room.size(); ++i)
        room[i] +=
            0.01f * static_cast<float> (std::sin (2.0 * std::numbers::pi * 50.0 * static_cast<double> (i) / soundRate));
    const auto voice = agentSpeech (4.0);
    const auto microphone = mixed (room, voice, 6.0);
    const auto result = cleaned (microphone, MicrophoneCleaning::noise);

    CHECK (levelBetween (result, 3.0, 5.5) < levelBetween (microphone, 3.0, 5.5) - 6.0f);
    CHECK (levelBetween (result, 6.0, 10.0) > levelBetween (voice, 0.0, 4.0) - 2.0f);
}

TEST_CASE ("Automatic gain brings a soft voice up and a loud one to no more than full scale")
{
    const auto soft = atLevel (agentSpeech (20.0), -45.0), loud = atLevel (agentSpeech (20.0), -10.0);
    const auto lifted = cleaned (soft, MicrophoneCleaning::level);
    CHECK (levelBetween (lifted, 12.0, 20.0) > levelBetween (soft, 12.0, 20.0) + 10.0f);
    for (const auto sample : cleaned (loud, MicrophoneCleaning::level))
        REQUIRE (std::fabs (sample) <= 1.0f);
}

TEST_CASE ("What is no number in a microphone does not stay in what is made of it")
{
    auto microphone = agentSpeech (2.0);
    microphone[16'000] = std::numeric_limits<float>::quiet_NaN();
    const auto result = cleaned (microphone, MicrophoneCleaning::both);
    CHECK (std::all_of (result.begin(), result.end(), [] (float each) { return std::isfinite (each); }));
    CHECK (levelBetween (result, 1.5, 2.0) > -60.0f);
}
