#include <parlando_audio/parlando_audio.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <samplerate.h>

#include <cmath>
#include <numbers>
#include <random>
#include <vector>

using namespace parlando;

namespace
{

std::vector<float> sine (int rate, double frequency, std::size_t count)
{
    std::vector<float> samples (count);
    for (std::size_t i = 0; i < count; ++i)
        samples[i] =
            static_cast<float> (0.5 * std::sin (2.0 * std::numbers::pi * frequency * static_cast<double> (i) / rate));
    return samples;
}

// In random pieces, to the end.
std::vector<float> resampled (const std::vector<float>& source, int from, int to, unsigned seed = 1)
{
    std::mt19937 random (seed);
    Resampler resampler (from, to);
    std::vector<float> all, piece (4096);

    for (std::size_t i = 0; i < source.size();)
    {
        const auto in = std::min<std::size_t> (random() % 700 + 1, source.size() - i);
        const auto step =
            resampler.process (std::span (source).subspan (i, in), std::span (piece).first (random() % 900 + 1));
        all.insert (all.end(), piece.begin(), piece.begin() + static_cast<std::ptrdiff_t> (step.produced));
        i += step.consumed;
    }
    while (! resampler.isFlushed())
    {
        const auto count = resampler.flush (std::span (piece).first (random() % 90 + 1));
        all.insert (all.end(), piece.begin(), piece.begin() + static_cast<std::ptrdiff_t> (count));
    }
    return all;
}

std::vector<float> byReference (const std::vector<float>& source, int from, int to)
{
    std::vector<float> result (source.size() * static_cast<std::size_t> (to) / static_cast<std::size_t> (from) + 100);
    SRC_DATA conversion{};
    conversion.data_in = source.data();
    conversion.input_frames = static_cast<long> (source.size());
    conversion.data_out = result.data();
    conversion.output_frames = static_cast<long> (result.size());
    conversion.src_ratio = static_cast<double> (to) / from;
    REQUIRE (src_simple (&conversion, SRC_SINC_BEST_QUALITY, 1) == 0);
    result.resize (static_cast<std::size_t> (conversion.output_frames_gen));
    return result;
}

double rms (std::span<const float> samples)
{
    double sum = 0.0;
    for (const auto sample : samples)
        sum += static_cast<double> (sample) * static_cast<double> (sample);
    return std::sqrt (sum / static_cast<double> (samples.size()));
}

} // namespace

TEST_CASE ("A flushed stream of N samples gives round (N * ratio) samples")
{
    const auto from = GENERATE (8'000, 11'025, 16'000, 22'050, 24'000, 44'100, 48'000, 96'000, 192'000, 384'000);
    const auto to = GENERATE (8'000, 16'000, 44'100, 48'000, 96'000);
    for (const std::size_t count : {1u, 2u, 37u, 480u, 5'001u})
    {
        const auto expected = std::llround (static_cast<double> (count) * to / from);
        INFO (from << " to " << to << ", " << count);
        CHECK (resampled (std::vector<float> (count, 0.1f), from, to).size() == static_cast<std::size_t> (expected));
    }
}

TEST_CASE ("The output is what another library makes of it, at the same time")
{
    const auto [from, to] = GENERATE (std::pair{48'000, 16'000}, std::pair{44'100, 16'000}, std::pair{24'000, 48'000},
                                      std::pair{24'000, 44'100}, std::pair{8'000, 48'000});
    const auto source = sine (from, 997.0, static_cast<std::size_t> (from));
    const auto ours = resampled (source, from, to);
    const auto reference = byReference (source, from, to);
    REQUIRE (ours.size() <= reference.size() + 2);

    double worst = 0.0;
    for (std::size_t i = 500; i + 500 < ours.size(); ++i)
        worst = std::max (worst, std::fabs (static_cast<double> (ours[i] - reference[i])));
    CHECK (worst < 0.5e-3);
}

TEST_CASE ("C48: a 10 kHz tone is at least 40 dB down at 16 kHz, speech is not")
{
    const auto from = GENERATE (44'100, 48'000, 96'000, 192'000);
    const auto count = static_cast<std::size_t> (from);
    const auto tone = resampled (sine (from, 10'000.0, count), from, 16'000);
    const auto speech = resampled (sine (from, 3'000.0, count), from, 16'000);

    const auto middle = [] (const std::vector<float>& all) { return std::span (all).subspan (1'000, 14'000); };
    const auto full = 0.5 / std::numbers::sqrt2;
    CHECK (20.0 * std::log10 (rms (middle (tone)) / full) < -80.0);
    CHECK (std::fabs (20.0 * std::log10 (rms (middle (speech)) / full)) < 0.1);
}

TEST_CASE ("Equal rates copy, and the pieces change nothing")
{
    const auto source = sine (24'000, 440.0, 5'000);
    CHECK (resampled (source, 24'000, 24'000) == source);
    CHECK (resampled (source, 24'000, 48'000, 1) == resampled (source, 24'000, 48'000, 99));
}

TEST_CASE ("After reset() nothing of the stream before is left")
{
    Resampler resampler (24'000, 48'000);
    std::vector<float> loud (500, 1.0f), out (2'000);
    (void)resampler.process (loud, out);
    resampler.reset();

    const std::vector<float> quiet (500, 0.0f);
    const auto step = resampler.process (quiet, out);
    REQUIRE (step.produced > 0);
    CHECK (rms (std::span (out).first (step.produced)) == 0.0);
}

TEST_CASE ("sourceNeededFor is enough and not more than that")
{
    const auto [from, to] = GENERATE (std::pair{48'000, 16'000}, std::pair{44'100, 16'000}, std::pair{24'000, 48'000},
                                      std::pair{8'000, 16'000}, std::pair{16'000, 16'000});
    Resampler resampler (from, to);
    std::vector<float> out (320);
    for (int frame = 0; frame < 50; ++frame)
    {
        const auto needed = resampler.sourceNeededFor (out.size());
        const std::vector<float> source (needed, 0.0f);
        const auto step = resampler.process (std::span (source).first (needed - 1), out);
        CHECK (step.produced < out.size());
        const auto last =
            resampler.process (std::span (source).subspan (step.consumed), std::span (out).subspan (step.produced));
        CHECK (step.produced + last.produced == out.size());
    }
}
