#include "EngineRig.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

using namespace parlando;
using Catch::Approx;

TEST_CASE ("A full-scale sine has a peak of 0 dBFS and an RMS 3 dB lower")
{
    LevelMeter meter;
    meter.prepare (48'000);
    CHECK (meter.read().peak == LevelMeter::silence);

    std::vector<float> sine (4'800);
    for (std::size_t i = 0; i < sine.size(); ++i)
        sine[i] = std::sin (2.0f * std::numbers::pi_v<float> * 1'000.0f * static_cast<float> (i) / 48'000.0f);
    for (std::size_t i = 0; i < sine.size(); i += 160)
        meter.feed (sine.data() + i, 160);

    CHECK (meter.read().peak == Approx (0.0).margin (0.01));
    CHECK (meter.read().rms == Approx (-3.01).margin (0.01));
}

TEST_CASE ("Silence makes the meter fall within one window")
{
    LevelMeter meter;
    meter.prepare (48'000);
    const std::vector<float> loud (2'400, 0.5f);
    meter.feed (loud.data(), loud.size());
    CHECK (meter.read().rms == Approx (-6.02).margin (0.01));
    meter.feedSilence (2'400);
    CHECK (meter.read().rms == LevelMeter::silence);
}

TEST_CASE ("The engine measures what comes in, also while muted, and what goes out")
{
    test::EngineRig rig (48'000);
    rig.engine.setCaptureEnabled (false);
    rig.capture (std::vector<float> (4'800, 0.25f));
    CHECK (rig.engine.inputLevels().peak == Approx (-12.04).margin (0.01));
    CHECK (rig.engine.outputLevels().peak == LevelMeter::silence);

    rig.playout.push (1, test::sinePcm (24'000, 500, 0.3), 24'000);
    rig.playout.pump();
    rig.render (4'800);
    CHECK (rig.engine.outputLevels().peak == Approx (-6.02).margin (0.1));
}
