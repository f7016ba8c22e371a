#include "ReplayHost.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <samplerate.h>

#include <complex>

using namespace parlando;
using namespace parlando::testing;

namespace
{

std::shared_ptr<const TakeVoice> makeSine (double frequency, int rate, std::size_t count)
{
    std::vector<std::int16_t> samples (count);

    for (std::size_t i = 0; i < count; ++i)
        samples[i] = static_cast<std::int16_t> (
            std::lround (20'000.0 * std::sin (2.0 * std::numbers::pi * frequency * static_cast<double> (i) / rate)));

    return makeVoice (std::move (samples), rate);
}

/** What of a tone is in it, as amplitude and phase; Blackman's window, so that others do not count. */
std::complex<double> toneIn (std::span<const float> samples, double frequency, int rate)
{
    std::complex<double> sum;
    double weight = 0.0;

    for (std::size_t i = 0; i < samples.size(); ++i)
    {
        const auto turn = 2.0 * std::numbers::pi * static_cast<double> (i) / static_cast<double> (samples.size());
        const auto window = 0.42 - 0.5 * std::cos (turn) + 0.08 * std::cos (2.0 * turn);
        sum += window * static_cast<double> (samples[i]) *
               std::polar (1.0, -2.0 * std::numbers::pi * frequency * static_cast<double> (i) / rate);
        weight += window;
    }

    return 2.0 * sum / weight;
}

std::vector<float> replayed (std::shared_ptr<const TakeVoice> voice, int rate, std::size_t count)
{
    ReplayPlayer player;
    give (player, {wholeTake (std::move (voice), 0, rate)}, rate);
    return play (player, 0, count, rate, 512);
}

double decibels (double ratio) { return 20.0 * std::log10 (ratio); }

} // namespace

TEST_CASE ("A voice's tones up to 10 kHz come through within 0.1 dB, in time, and without images")
{
    const auto rate = GENERATE (44'100, 48'000, 88'200, 96'000, 192'000, 47'999);

    for (const auto frequency : {100.0, 997.0, 4'000.0, 8'000.0, 10'000.0})
    {
        INFO (frequency << " Hz at " << rate);
        const auto out = replayed (makeSine (frequency, 24'000, 24'000), rate, static_cast<std::size_t> (rate));
        const auto middle =
            std::span (out).subspan (static_cast<std::size_t> (rate) / 10, static_cast<std::size_t> (rate) / 2);
        const auto full = 20'000.0 / 32'768.0;
        const auto tone = toneIn (middle, frequency, rate);
        CHECK (std::fabs (decibels (std::abs (tone) / full)) < 0.1);

        // A sine at the middle's first sample, of which toneIn() shows the cosine's phase.
        const auto expected = 2.0 * std::numbers::pi * frequency * (rate / 10) / rate - std::numbers::pi / 2.0;
        CHECK (std::abs (std::arg (tone * std::polar (1.0, -expected))) < 1e-3);

        for (int image = 1; image * 24'000.0 - frequency < rate / 2.0; ++image)
            CHECK (decibels (std::abs (toneIn (middle, image * 24'000.0 - frequency, rate)) / full) < -90.0);
    }
}

TEST_CASE ("What is above the host's own band is taken out of a voice with a higher rate")
{
    const auto low = replayed (makeSine (5'000.0, 48'000, 48'000), 16'000, 16'000);
    const auto high = replayed (makeSine (9'000.0, 48'000, 48'000), 16'000, 16'000);
    const auto full = 20'000.0 / 32'768.0;
    CHECK (std::fabs (decibels (std::abs (toneIn (std::span (low).subspan (2'000, 8'000), 5'000.0, 16'000)) / full)) <
           0.1);
    CHECK (decibels (std::abs (toneIn (std::span (high).subspan (2'000, 8'000), 7'000.0, 16'000)) / full) < -90.0);
}

TEST_CASE ("A voice sounds as another resampler makes it, sample for sample")
{
    const auto rate = GENERATE (44'100, 48'000, 96'000);
    const auto voice = makeTones (7, 24'000);
    std::vector<float> source;

    for (const auto sample : voice->samples())
        source.push_back (static_cast<float> (sample) / 32'768.0f);

    std::vector<float> expected (static_cast<std::size_t> (rate) + 100);
    SRC_DATA conversion{};
    conversion.data_in = source.data();
    conversion.input_frames = static_cast<long> (source.size());
    conversion.data_out = expected.data();
    conversion.output_frames = static_cast<long> (expected.size());
    conversion.src_ratio = rate / 24'000.0;
    REQUIRE (src_simple (&conversion, SRC_SINC_BEST_QUALITY, 1) == 0);

    const auto out = replayed (voice, rate, static_cast<std::size_t> (rate));
    double worst = 0.0;

    for (std::size_t i = 0; i + 500 < out.size(); ++i)
        worst = std::max (worst, std::fabs (static_cast<double> (out[i]) - static_cast<double> (expected[i])));

    CHECK (worst < 3e-4);
}

TEST_CASE ("Sample k of a voice sits at its place and k times the ratio, as its peak shows")
{
    const auto rate = GENERATE (48'000, 96'000, 192'000);
    std::vector<std::int16_t> samples (2'000, 0);
    samples[0] = samples[777] = samples[1'999] = 30'000;
    const auto ratio = static_cast<std::size_t> (rate / 24'000);
    const auto out = replayed (makeVoice (samples), rate, 2'100 * ratio);

    for (const std::size_t k : {std::size_t{0}, std::size_t{777}, std::size_t{1'999}})
    {
        const auto from = k < 40 ? 0 : (k - 40) * ratio;
        const auto highest = std::max_element (out.begin() + static_cast<std::ptrdiff_t> (from),
                                               out.begin() + static_cast<std::ptrdiff_t> ((k + 40) * ratio));
        CHECK (static_cast<std::size_t> (highest - out.begin()) == k * ratio);
    }
}

TEST_CASE ("At its own rate a voice is copied")
{
    const auto voice = makeTones (2, 24'000);
    const auto out = replayed (voice, 24'000, 24'000);

    for (std::size_t i = 0; i < out.size(); i += 7)
        REQUIRE (out[i] == static_cast<float> (voice->samples()[i]) / 32'768.0f);
}
