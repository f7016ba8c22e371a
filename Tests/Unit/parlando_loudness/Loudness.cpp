// How loud a sound is, against what EBU Tech 3341 says of its test signals.

#include <parlando_loudness/parlando_loudness.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <future>
#include <numbers>
#include <vector>

using namespace parlando;
using Catch::Matchers::WithinAbs;

namespace
{

/** A sine of 1 kHz with this peak, the same in each channel. */
std::vector<float> tone (int rate, std::size_t channels, double seconds, double decibels)
{
    const auto peak = std::pow (10.0, decibels / 20.0);
    std::vector<float> samples;

    for (int i = 0; i < static_cast<int> (seconds * rate); ++i)
        samples.insert (samples.end(), channels,
                        static_cast<float> (peak * std::sin (2.0 * std::numbers::pi * 1000.0 * i / rate)));

    return samples;
}

Loudness loudnessOf (int rate, int channels, const std::vector<float>& samples, std::size_t piece = 4801)
{
    EburLoudness meter (rate, channels);
    const auto whole = piece * static_cast<std::size_t> (channels);

    for (std::size_t at = 0; at < samples.size(); at += whole)
        meter.add (std::span (samples).subspan (at, std::min (whole, samples.size() - at)));

    return meter.loudness();
}

} // namespace

TEST_CASE ("A stereo sine of 1 kHz at -23 dBFS is -23 LUFS, as EBU Tech 3341 has it, at any rate")
{
    const auto rate = GENERATE (24'000, 44'100, 48'000, 96'000);
    const auto loudness = loudnessOf (rate, 2, tone (rate, 2, 20.0, -23.0));
    CHECK_THAT (loudness.integrated.value(), WithinAbs (-23.0, 0.1));
    CHECK_THAT (loudness.mostMomentary.value(), WithinAbs (-23.0, 0.1));
    CHECK_THAT (loudness.mostShortTerm.value(), WithinAbs (-23.0, 0.1));
    CHECK_THAT (loudness.truePeak.value(), WithinAbs (-23.0, 0.3));
    CHECK_THAT (loudness.range.value(), WithinAbs (0.0, 0.1));
}

TEST_CASE ("A single channel counts as it is heard, from both loudspeakers")
{
    CHECK_THAT (loudnessOf (24'000, 1, tone (24'000, 1, 20.0, -23.0)).integrated.value(), WithinAbs (-23.0, 0.1));
}

TEST_CASE ("What is quiet beside the rest does not count, and the loudest moment is found wherever it is")
{
    // The third signal of EBU Tech 3341: 10 s at -36, 60 s at -23, 10 s at -36 dBFS.
    auto samples = tone (48'000, 2, 10.0, -36.0);
    const auto loud = tone (48'000, 2, 60.0, -23.0), quiet = samples;
    samples.insert (samples.end(), loud.begin(), loud.end());
    samples.insert (samples.end(), quiet.begin(), quiet.end());
    CHECK_THAT (loudnessOf (48'000, 2, samples).integrated.value(), WithinAbs (-23.0, 0.1));

    auto burst = tone (48'000, 2, 5.03, -40.0);
    const auto moment = tone (48'000, 2, 0.5, -20.0), rest = tone (48'000, 2, 3.0, -40.0);
    burst.insert (burst.end(), moment.begin(), moment.end());
    burst.insert (burst.end(), rest.begin(), rest.end());
    const auto pieces = GENERATE (std::size_t{1}, std::size_t{480}, std::size_t{1'000'000});
    CHECK_THAT (loudnessOf (48'000, 2, burst, pieces).mostMomentary.value(), WithinAbs (-20.0, 0.1));
}

TEST_CASE ("A range of loudness is that of EBU Tech 3342")
{
    // Its first signal: 20 s at -20, 20 s at -30 dBFS.
    auto samples = tone (48'000, 2, 20.0, -20.0);
    const auto quiet = tone (48'000, 2, 20.0, -30.0);
    samples.insert (samples.end(), quiet.begin(), quiet.end());
    CHECK_THAT (loudnessOf (48'000, 2, samples).range.value(), WithinAbs (10.0, 1.0));
}

TEST_CASE ("What is silent or too short has no loudness, and no number stands for it")
{
    const auto nothing = loudnessOf (48'000, 1, {});
    CHECK_FALSE (nothing.integrated);
    CHECK_FALSE (nothing.truePeak);

    const auto silence = loudnessOf (48'000, 1, std::vector<float> (480'000, 0.0f));
    CHECK_FALSE (silence.integrated);
    CHECK_FALSE (silence.range);
    CHECK_FALSE (silence.truePeak);
    CHECK_FALSE (silence.mostMomentary);
    CHECK_FALSE (silence.mostShortTerm);

    const auto word = loudnessOf (48'000, 1, tone (48'000, 1, 0.3, -20.0));
    CHECK_FALSE (word.integrated);
    CHECK_FALSE (word.mostMomentary);
    CHECK_THAT (word.truePeak.value(), WithinAbs (-20.0, 0.3));

    const auto sentence = loudnessOf (48'000, 1, tone (48'000, 1, 2.5, -20.0));
    CHECK_THAT (sentence.integrated.value(), WithinAbs (-20.0, 0.1));
    CHECK_FALSE (sentence.mostShortTerm);
    CHECK_FALSE (sentence.range);
}

TEST_CASE ("Several are measured at once, and each has the loudness that it has alone")
{
    std::vector<std::vector<float>> sounds;
    std::vector<std::future<Loudness>> measured;

    for (int i = 0; i < 4; ++i)
        sounds.push_back (tone (48'000, 1, 4.0, -10.0 - 5.0 * i));

    for (const auto& each : sounds)
        measured.push_back (std::async (std::launch::async, [&each] { return loudnessOf (48'000, 1, each); }));

    for (int i = 0; i < 4; ++i)
        CHECK_THAT (measured[static_cast<std::size_t> (i)].get().integrated.value(), WithinAbs (-10.0 - 5.0 * i, 0.1));
}
