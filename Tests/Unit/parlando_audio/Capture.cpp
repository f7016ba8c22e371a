#include "EngineRig.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <limits>

using namespace parlando;
using parlando::test::EngineRig;

namespace
{

std::vector<std::int16_t> pullAll (Capture& capture)
{
    std::vector<std::int16_t> all, frame;
    while (capture.pull (frame))
    {
        REQUIRE (frame.size() == 320);
        all.insert (all.end(), frame.begin(), frame.end());
    }
    return all;
}

std::vector<float> sine (double rate, double frequency, std::size_t count, float amplitude = 0.5f)
{
    std::vector<float> samples (count);
    for (std::size_t i = 0; i < count; ++i)
        samples[i] = amplitude * static_cast<float> (
                                     std::sin (2.0 * std::numbers::pi * frequency * static_cast<double> (i) / rate));
    return samples;
}

double decibels (std::span<const std::int16_t> samples)
{
    double sum = 0.0;
    for (const auto sample : samples)
        sum += static_cast<double> (sample) * sample;
    return 10.0 * std::log10 (sum / static_cast<double> (samples.size()) / (32'768.0 * 32'768.0) + 1e-20);
}

/** A second of a tone as the agent hears it, pulled twice meanwhile. */
std::vector<std::int16_t> secondOf (double frequency, double rate)
{
    EngineRig rig (rate, 512);
    const auto tone = sine (rate, frequency, static_cast<std::size_t> (rate));
    const auto middle = tone.begin() + static_cast<std::ptrdiff_t> (tone.size() / 2);
    rig.capture ({tone.begin(), middle});
    auto speech = pullAll (rig.engine.capture());
    rig.capture ({middle, tone.end()});
    const auto rest = pullAll (rig.engine.capture());
    speech.insert (speech.end(), rest.begin(), rest.end());
    return speech;
}

} // namespace

TEST_CASE ("C39, C48: the agent hears speech at 16 kHz, and no alias of what lies above")
{
    const auto rate = GENERATE (8'000.0, 11'025.0, 16'000.0, 44'100.0, 48'000.0, 96'000.0, 192'000.0, 384'000.0);
    const auto speech = secondOf (1'000.0, rate);
    REQUIRE (speech.size() >= 15'360);
    REQUIRE (speech.size() <= 16'000);
    CHECK (std::fabs (decibels (std::span (speech).subspan (1'600, 12'800)) - -9.03) < 0.1);

    if (rate > 20'000.0)
    {
        const auto alias = secondOf (10'000.0, rate);
        CHECK (decibels (std::span (alias).subspan (1'600, 12'800)) < -9.03 - 40.0);
    }
}

TEST_CASE ("Channels are mixed to their mean; missing ones do not count")
{
    EngineRig rig (16'000);
    const std::vector<float> left (640, 0.5f), right (640, -0.25f);
    const float* channels[] = {left.data(), nullptr, right.data()};
    rig.engine.process (channels, 3, nullptr, 0, 640);
    const auto all = pullAll (rig.engine.capture());
    CHECK (all == std::vector<std::int16_t> (640, 4'096));
}

TEST_CASE ("NaN, infinities and denormals of the host are silence to the agent")
{
    EngineRig rig (16'000);
    std::vector<float> wild (320, 0.25f);
    wild[3] = std::numeric_limits<float>::quiet_NaN();
    wild[5] = std::numeric_limits<float>::infinity();
    wild[7] = -std::numeric_limits<float>::infinity();
    wild[9] = std::numeric_limits<float>::denorm_min();
    wild[11] = std::numeric_limits<float>::max();
    rig.capture (wild);
    const auto all = pullAll (rig.engine.capture());
    REQUIRE (all.size() == 320);
    for (const std::size_t i : {3u, 5u, 7u, 9u})
        CHECK (all[i] == 0);
    CHECK (all[4] == 8'192);
    CHECK (all[11] == 32'767);
}

TEST_CASE ("A muted microphone lets nothing in")
{
    EngineRig rig (16'000);
    rig.engine.setCaptureEnabled (false);
    rig.capture (std::vector<float> (640, 0.5f));
    CHECK (rig.engine.capture().capturedSamples() == 0);

    rig.engine.setCaptureEnabled (true);
    rig.capture (std::vector<float> (320, 0.25f));
    CHECK (pullAll (rig.engine.capture()) == std::vector<std::int16_t> (320, 8'192));
    CHECK (rig.engine.capture().capturedSamples() == 320);
    CHECK (rig.engine.capture().samplesGiven() == 320);
}

TEST_CASE ("When nobody pulls, the oldest two seconds or more are kept and the rest is counted")
{
    EngineRig rig (96'000);
    const std::vector<float> second (96'000, 0.1f);
    for (int i = 0; i < 4; ++i)
        rig.capture (second);
    auto& capture = rig.engine.capture();
    CHECK (capture.capturedSamples() >= 2 * 96'000);
    CHECK (capture.droppedSamples() == 4 * 96'000 - capture.capturedSamples());
    CHECK (capture.overruns() > 0);
    CHECK (pullAll (capture).size() >= 31'680);
}

TEST_CASE ("The frames do not depend on the host's blocks or on when they are pulled")
{
    const auto rate = GENERATE (44'100, 48'000);
    const auto input = sine (rate, 700.0, static_cast<std::size_t> (rate));
    EngineRig whole (rate);
    whole.capture (input);
    const auto expected = pullAll (whole.engine.capture());

    EngineRig pieces (rate);
    std::mt19937 random (3);
    std::vector<std::int16_t> got;
    for (std::size_t i = 0; i < input.size();)
    {
        const auto size = std::min<std::size_t> (random() % 1'500, input.size() - i);
        pieces.capture (
            {input.begin() + static_cast<std::ptrdiff_t> (i), input.begin() + static_cast<std::ptrdiff_t> (i + size)});
        i += size;
        if (random() % 3 == 0)
        {
            const auto more = pullAll (pieces.engine.capture());
            got.insert (got.end(), more.begin(), more.end());
        }
    }
    const auto more = pullAll (pieces.engine.capture());
    got.insert (got.end(), more.begin(), more.end());
    CHECK (got == expected);
}

TEST_CASE ("prepare() at another rate loses nothing that was captured before it")
{
    EngineRig rig (48'000);
    for (const double rate : {48'000.0, 44'100.0, 44'100.0, 96'000.0, 16'000.0, 48'000.0})
    {
        rig.engine.prepare (rate, 480);
        rig.capture (sine (rate, 1'000.0, static_cast<std::size_t> (rate / 4)));
    }

    // Six quarters of a second are 75 frames; the last waits for the 5 ms that the filter looks ahead.
    const auto all = pullAll (rig.engine.capture());
    CHECK (all.size() == 74 * 320);
    CHECK (std::fabs (decibels (all) - -9.03) < 0.2);
}

TEST_CASE ("discard() begins anew with what comes in after it")
{
    EngineRig rig (16'000);
    rig.capture (std::vector<float> (500, 0.5f));
    std::vector<std::int16_t> frame;
    REQUIRE (rig.engine.capture().pull (frame));
    REQUIRE_FALSE (rig.engine.capture().pull (frame));
    rig.engine.capture().discard();
    rig.capture (std::vector<float> (320, 0.25f));
    CHECK (pullAll (rig.engine.capture()) == std::vector<std::int16_t> (320, 8'192));
}

TEST_CASE ("C46: a frame is there as soon as the filter has seen its last sample")
{
    EngineRig rig (48'000);
    const std::vector<float> tick (240, 0.1f); // 5 ms
    std::vector<std::int16_t> frame;
    int fed = 0;
    while (! rig.engine.capture().pull (frame))
    {
        rig.capture (tick);
        ++fed;
    }
    CHECK (fed * 5 <= 30);
}

TEST_CASE ("It can be told when the next frame will be there")
{
    using namespace std::chrono_literals;
    EngineRig rig (16'000, 128);
    auto& capture = rig.engine.capture();
    std::vector<std::int16_t> frame;

    // 320 samples are 2.5 blocks of 128.
    rig.capture (std::vector<float> (128, 0.1f));
    REQUIRE_FALSE (capture.pull (frame));
    CHECK (capture.untilNextFrame() == 16ms);

    rig.capture (std::vector<float> (128, 0.1f));
    CHECK (capture.untilNextFrame() == 8ms);

    rig.capture (std::vector<float> (128, 0.1f));
    CHECK (capture.untilNextFrame() == 0ms);

    // 64 are left over: two more blocks.
    REQUIRE (capture.pull (frame));
    REQUIRE_FALSE (capture.pull (frame));
    CHECK (capture.untilNextFrame() == 16ms);
}

TEST_CASE ("The promise of the next frame holds at every rate")
{
    const auto rate = GENERATE (8'000, 44'100, 48'000, 192'000);
    const auto block = GENERATE (64, 480, 1'000);
    EngineRig rig (rate, block);
    auto& capture = rig.engine.capture();
    std::vector<std::int16_t> frame;

    REQUIRE_FALSE (capture.pull (frame));
    rig.capture (std::vector<float> (static_cast<std::size_t> (block), 0.1f));

    for (int i = 0; i < 500; ++i)
    {
        const auto blocks =
            std::llround (std::chrono::duration<double> (capture.untilNextFrame()).count() * rate / block);
        const auto isThere = capture.pull (frame);
        INFO (rate << " Hz, block " << i << " of " << block);
        CHECK (isThere == (blocks == 0));

        if (! isThere)
            rig.capture (std::vector<float> (static_cast<std::size_t> (block), 0.1f));
    }
}
