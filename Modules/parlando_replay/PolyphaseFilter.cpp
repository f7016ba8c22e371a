#include "PolyphaseFilter.h"

#include "TakeVoice.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

namespace parlando
{

namespace
{

constexpr int lobes = 96;
constexpr int mostTaps = lobes * TakeVoice::highestRate / TakeVoice::lowestRate;
constexpr float fullScale = 1.0f / 32'768.0f;

/** All rates in use have fewer phases: 24 to 44.1 kHz 147, 24 to 192 kHz 8. */
constexpr int mostPhases = 1024;

/** Kaiser's figures for 100 dB: the window's shape, and how wide the edge of the band is over 96 samples. */
constexpr double kaiserBeta = 0.1102 * (100.0 - 8.7);
constexpr double edgeWidth = (100.0 - 7.95) / (2.285 * std::numbers::pi * lobes);

/** The modified Bessel function of order 0; std::cyl_bessel_i is not everywhere. */
double bessel (double x)
{
    double sum = 1.0, term = 1.0;

    for (int k = 1; term > 1e-18 * sum; ++k)
    {
        term *= (x / (2.0 * k)) * (x / (2.0 * k));
        sum += term;
    }

    return sum;
}

double windowedSinc (double distance, double cutoff, double halfWidth)
{
    const auto place = distance / halfWidth;

    if (std::fabs (place) >= 1.0)
        return 0.0;

    const auto x = std::numbers::pi * cutoff * distance;
    return (distance == 0.0 ? 1.0 : std::sin (x) / x) * bessel (kaiserBeta * std::sqrt (1.0 - place * place));
}

/** Eight sums at any length: a compiler makes one vector of them, and the order of the additions stays. */
float dotProduct (const float* factors, const std::int16_t* samples, int count) PARLANDO_REALTIME
{
    std::array<float, 8> sums{};

    for (int i = 0; i < count; i += 8)
        for (int lane = 0; lane < 8; ++lane)
            sums[static_cast<std::size_t> (lane)] += factors[i + lane] * static_cast<float> (samples[i + lane]);

    return ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]));
}

} // namespace

PolyphaseFilter::PolyphaseFilter (int sourceRate, int targetRate)
{
    const auto common = std::gcd (sourceRate, targetRate);
    step = sourceRate / common;
    phases = targetRate / common;

    if (sourceRate == targetRate)
        return;

    const auto scale = std::max (1.0, static_cast<double> (sourceRate) / targetRate);
    taps = std::min (8 * static_cast<int> (std::ceil (lobes * scale / 8.0)), mostTaps);
    isInterpolated = phases > mostPhases;
    rows = isInterpolated ? mostPhases + 1 : static_cast<int> (phases);
    makeTable ((1.0 - edgeWidth / 2.0) / scale);
}

void PolyphaseFilter::makeTable (double cutoff)
{
    table.resize (static_cast<std::size_t> (rows) * static_cast<std::size_t> (taps));
    std::vector<double> row (static_cast<std::size_t> (taps));
    const auto rowsInStep = isInterpolated ? rows - 1 : rows;

    for (int i = 0; i < rows; ++i)
    {
        for (int tap = 0; tap < taps; ++tap)
            row[static_cast<std::size_t> (tap)] =
                windowedSinc (tap - taps / 2 + 1 - static_cast<double> (i) / rowsInStep, cutoff, taps / 2.0);

        const auto sum = std::accumulate (row.begin(), row.end(), 0.0);
        std::transform (row.begin(), row.end(), table.begin() + static_cast<std::ptrdiff_t> (i) * taps,
                        [sum] (double value) { return static_cast<float> (value / sum) * fullScale; });
    }
}

std::int64_t PolyphaseFilter::targetCount (std::int64_t count) const noexcept
{
    return (count * phases + step - 1) / step;
}

float PolyphaseFilter::at (const std::int16_t* window, std::int64_t phase) const PARLANDO_REALTIME
{
    if (! isInterpolated)
        return dotProduct (table.data() + phase * taps, window, taps);

    const auto scaled = phase * (rows - 1);
    const auto* row = table.data() + scaled / phases * taps;
    const auto rest = static_cast<float> (scaled % phases) / static_cast<float> (phases);
    const auto before = dotProduct (row, window, taps), after = dotProduct (row + taps, window, taps);
    return before + rest * (after - before);
}

float PolyphaseFilter::outside (std::span<const std::int16_t> voice, std::int64_t from,
                                std::int64_t phase) const PARLANDO_REALTIME
{
    std::array<std::int16_t, mostTaps> window;

    for (int tap = 0; tap < taps; ++tap)
    {
        const auto index = from + tap;
        const auto isThere = index >= 0 && index < static_cast<std::int64_t> (voice.size());
        window[static_cast<std::size_t> (tap)] = isThere ? voice[static_cast<std::size_t> (index)] : std::int16_t{0};
    }

    return at (window.data(), phase);
}

void PolyphaseFilter::render (std::span<const std::int16_t> voice, std::int64_t first, std::int64_t index,
                              std::span<float> out) const PARLANDO_REALTIME
{
    auto source = first + index * step / phases;
    auto phase = index * step % phases;
    const auto size = static_cast<std::int64_t> (voice.size());

    for (auto& sample : out)
    {
        const auto from = source - taps / 2 + 1;

        if (taps == 1)
            sample = source < size ? static_cast<float> (voice[static_cast<std::size_t> (source)]) * fullScale : 0.0f;
        else if (from >= 0 && from + taps <= size)
            sample = at (voice.data() + from, phase);
        else
            sample = outside (voice, from, phase);

        for (phase += step; phase >= phases; phase -= phases)
            ++source;
    }
}

} // namespace parlando
