#include "StripRig.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <limits>

using namespace parlando;
using test::Signal;
using test::StripRig;

namespace
{

// At 16 kHz every captured sample can be looked at.
constexpr std::size_t rate = 16'000;

} // namespace

TEST_CASE ("The agent hears the source that was chosen, louder or softer")
{
    const auto source = GENERATE (TrackSource::main, TrackSource::sideChain, TrackSource::both);
    StripRig rig (rate);
    rig.controls.hears = source;
    rig.controls.inputGain = 0.5f;
    const Signal left (960, 0.5f), right (960, 0.25f), side (960, -0.125f);
    const float* main[] = {left.data(), right.data()};
    const auto* sideChain = side.data();
    rig.strip.process ({main, 2, &sideChain, 1, nullptr, 0, nullptr, 0, 960}, rig.controls);
    rig.fetch();
    const auto expected = source == TrackSource::main ? 0.1875f : source == TrackSource::sideChain ? -0.0625f : 0.125f;
    CHECK (rig.heard == Signal (960, expected));
}

TEST_CASE ("An absent source is a stream of silence")
{
    StripRig rig (rate);
    rig.controls.hears = TrackSource::sideChain;
    rig.run (Signal (960, 0.5f));
    CHECK (rig.heard == Signal (960));
}

TEST_CASE ("One broken channel makes the other not a decibel softer")
{
    StripRig rig (rate);
    const Signal broken (960, std::numeric_limits<float>::quiet_NaN()), whole = test::sine (rate, 500.0, 960);
    const float* main[] = {broken.data(), whole.data()};
    rig.strip.process ({main, 2, nullptr, 0, nullptr, 0, nullptr, 0, 960}, rig.controls);
    rig.fetch();
    REQUIRE (rig.heard.size() == 960);
    for (std::size_t i = 0; i < 960; ++i)
        CHECK (std::fabs (rig.heard[i] - whole[i]) < 1.0e-4f);
}

TEST_CASE ("A voice on one side of the track comes at its own level, and a chosen side is what is heard")
{
    StripRig rig (rate);
    const auto left = test::sine (rate, 500.0, 960, 0.25), right = Signal (960), other = test::sine (rate, 700.0, 960);
    const auto hear = [&] (const Signal& a, const Signal& b, InputChannels chosen)
    {
        const float* main[] = {a.data(), b.data()};
        rig.controls.channels = chosen;
        rig.heard.clear();
        rig.strip.process ({main, 2, nullptr, 0, nullptr, 0, nullptr, 0, 960}, rig.controls);
        rig.fetch();
        REQUIRE (rig.heard.size() == 960);
        return rig.heard;
    };
    const auto isLike = [] (const Signal& heard, const Signal& wanted)
    {
        return std::equal (heard.begin(), heard.end(), wanted.begin(),
                           [] (float a, float b) { return std::fabs (a - b) < 1.0e-4f; });
    };
    CHECK (isLike (hear (left, right, {}), left));
    CHECK (isLike (hear (left, other, {1, 1}), other));
    CHECK (isLike (hear (left, other, {0, 0}), left));
}

TEST_CASE ("Another source or another input gain is no click in the agent's ear")
{
    StripRig rig (rate, 160);
    for (int i = 0; i < 60; ++i)
    {
        rig.controls.hears = i % 3 == 0 ? TrackSource::sideChain : TrackSource::main;
        rig.controls.inputGain = static_cast<float> (i % 4) / 3.0f;
        rig.run (Signal (480, 0.5f));
    }
    CHECK (test::largestStep (rig.heard) < 0.5f / 300.0f);
}

TEST_CASE ("Muted or bypassed, not a sample is captured, though the level is shown")
{
    const auto isBypassed = GENERATE (false, true);
    StripRig rig (rate);
    rig.run (Signal (960, 0.25f));
    (isBypassed ? rig.controls.isBypassed : rig.controls.isMuted) = true;
    rig.run (Signal (rate, 0.5f));
    CHECK (rig.captured() == 960);
    CHECK (std::fabs (rig.engine.inputLevels().peak + 6.02f) < 0.1f);

    rig.controls.isBypassed = rig.controls.isMuted = false;
    rig.run (Signal (960, 0.5f));
    REQUIRE (rig.heard.size() == 1'920);
    CHECK (rig.heard[960] < 0.01f); // it comes back from silence
    CHECK (test::largestStep (rig.heard, 960) < 0.5f / 70.0f);
    CHECK (rig.heard[960 + 80] == 0.5f);
}

TEST_CASE ("Before push-to-talk was ever pressed nothing is captured")
{
    StripRig rig (rate);
    rig.controls.isTalking = false;
    rig.run (Signal (2 * rate, 0.5f));
    rig.strip.reset();
    rig.run (Signal (rate, 0.5f));
    CHECK (rig.captured() == 0);
}

TEST_CASE ("Letting go of push-to-talk sends a second of silence and then nothing")
{
    const auto blockSize = GENERATE (1, 100, 512, 20'000);
    StripRig rig (rate, blockSize);
    rig.run (Signal (1'600, 0.5f));
    CHECK (rig.heard == Signal (1'600, 0.5f));

    rig.controls.isTalking = false;
    rig.run (Signal (3 * rate, 0.5f));
    CHECK (rig.captured() == 1'600 + rate);
    REQUIRE (rig.heard.size() == 1'600 + rate);
    CHECK (test::largestStep (rig.heard) < 0.5f / 70.0f);
    CHECK (test::isSilent (rig.heard, 1'600 + rate / 200 - 1)); // 5 ms
}

TEST_CASE ("Pressing push-to-talk again is heard at once, also during the silence")
{
    const auto pause = GENERATE (1u, 40u, 8'000u, 40'000u);
    StripRig rig (rate);
    rig.run (Signal (1'600, 0.5f));
    rig.controls.isTalking = false;
    rig.run (Signal (pause, 0.5f));
    const auto before = rig.captured();
    CHECK (before == 1'600 + std::min<std::size_t> (pause, rate));

    rig.controls.isTalking = true;
    rig.run (Signal (3'200, 0.5f));
    CHECK (rig.captured() == before + 3'200);
    CHECK (rig.heard[before] > 0.0f);
    CHECK (rig.heard[before + 80] == 0.5f);
    CHECK (test::largestStep (rig.heard) < 0.5f / 70.0f);
}

TEST_CASE ("What is let go while muted or offline is not heard afterwards")
{
    const auto isOffline = GENERATE (false, true);
    StripRig rig (rate);
    rig.run (Signal (1'600, 0.5f));
    (isOffline ? rig.controls.isOffline : rig.controls.isMuted) = true;
    rig.run (Signal (320, 0.5f));
    rig.controls.isTalking = false;
    rig.run (Signal (10, 0.5f));
    rig.controls.isOffline = rig.controls.isMuted = false;
    rig.run (Signal (3 * rate, 0.5f));
    CHECK (test::isSilent (rig.heard, 1'600));
    CHECK (rig.captured() == 1'600 + rate - (isOffline ? 0 : 10));
}

TEST_CASE ("A new sample rate does not swallow the silence at the end of talking")
{
    StripRig rig (rate);
    rig.run (Signal (1'600, 0.5f));
    rig.controls.isTalking = false;
    rig.run (Signal (rate / 2));
    const auto before = rig.captured();
    rig.strip.prepare (2 * rate, 480);
    rig.run (Signal (4 * rate));
    CHECK (rig.captured() - before == rate);
}

TEST_CASE ("The session waits for whole blocks of the host, not for the pieces they are cut into")
{
    StripRig rig (rate, 700);
    rig.engine.setCaptureEnabled (false);
    rig.run (Signal (700));
    CHECK (rig.engine.capture().untilNextFrame() == std::chrono::nanoseconds (43'750'000));
}
