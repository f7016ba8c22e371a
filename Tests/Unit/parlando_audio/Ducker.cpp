#include "StripRig.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace parlando;
using Catch::Approx;
using test::Signal;
using test::StripRig;

namespace
{

Signal gainsOf (Ducker& ducker, bool isSpeaking, std::size_t samples)
{
    ducker.hear (isSpeaking, samples);
    Signal gains (samples);
    for (auto& gain : gains)
        gain = ducker.next();
    return gains;
}

} // namespace

TEST_CASE ("The dry signal is down within the attack and exactly back within hold and release")
{
    const auto duckGain = GENERATE (0.5f, 0.1f, 0.0f);
    StripRig rig (24'000, 100);
    rig.controls.duckGain = duckGain;
    rig.controls.voiceGain = 0.0f;
    rig.speak (0.3);
    const auto out = rig.run (Signal (24'000, 0.5f));
    CHECK (rig.agent == Signal (24'000));

    CHECK (out[300] < 0.5f);
    CHECK (out[720] == Approx (0.5f * duckGain).margin (1e-6));
    CHECK (out[7'200 + 3'600 - 1] == Approx (0.5f * duckGain).margin (1e-6));
    CHECK (out[7'200 + 3'600 + 4'800] < 0.5f);
    CHECK (out[7'200 + 120 + 3'600 + 9'600 + 200] == 0.5f);
    CHECK (test::largestStep (out) < 1.5f * 0.5f / 720.0f + 1e-6f);
}

TEST_CASE ("A gap in the speech of up to 150 ms does not bring the dry signal back")
{
    Ducker ducker;
    ducker.prepare (1'000);
    ducker.setShape (0.25f, 0.01f, 0.1f);
    gainsOf (ducker, true, 20);
    for (int i = 0; i < 10; ++i)
    {
        CHECK (gainsOf (ducker, false, 75).back() == 0.25f);
        CHECK (gainsOf (ducker, false, 75).back() == 0.25f);
        CHECK (gainsOf (ducker, true, 10).back() == 0.25f);
    }
    CHECK (gainsOf (ducker, false, 150).back() == 0.25f);
    CHECK (gainsOf (ducker, false, 50).back() == Approx (0.625f));
    CHECK_FALSE (ducker.isSettled());
    CHECK (gainsOf (ducker, false, 51).back() == 1.0f);
    CHECK (ducker.isSettled());
}

TEST_CASE ("The depth of ducking may change at any time without a click")
{
    Ducker ducker;
    ducker.prepare (48'000);
    Signal gains;
    for (int i = 0; i < 400; ++i)
    {
        ducker.setShape (static_cast<float> (i % 11) / 10.0f, 0.03f, 0.2f);
        const auto piece = gainsOf (ducker, i % 60 < 30, 480);
        gains.insert (gains.end(), piece.begin(), piece.end());
    }
    CHECK (test::largestStep (gains) < 1.5f / 1'440.0f + 1.0f / 900.0f);
}

TEST_CASE ("With a ducking gain of 1 the gain is exactly 1 all the while")
{
    Ducker ducker;
    ducker.prepare (48'000);
    ducker.setShape (1.0f, 0.03f, 0.2f);
    CHECK (gainsOf (ducker, true, 3'000) == Signal (3'000, 1.0f));
    CHECK (gainsOf (ducker, false, 30'000) == Signal (30'000, 1.0f));
}

TEST_CASE ("A depth set while nobody speaks holds from the first sample of speech")
{
    Ducker ducker;
    ducker.prepare (1'000);
    ducker.setShape (0.9f, 0.005f, 0.1f);
    gainsOf (ducker, false, 1);
    ducker.setShape (0.25f, 0.005f, 0.1f);
    CHECK (gainsOf (ducker, true, 5).back() == 0.25f);
}
