#include "WeightedPower.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace parlando
{

namespace
{

/** BS.1770's own offset: a sine of 997 Hz at full scale on one channel reads -3.01. */
constexpr double kOffset = -0.691;

/** The same sound from the left and from the right. */
constexpr double bothLoudspeakers = 2.0;

constexpr double absoluteGate = -70.0, relativeGate = 0.1;

} // namespace

// BS.1770 gives coefficients for 48 kHz alone. These are the analogue filters behind them, which give those at 48 kHz
// to the last digit printed (B. De Man, "Evaluation of implementations of the EBU R128 loudness measurement", AES 145).
WeightedPower::Biquad WeightedPower::shelfFor (double sampleRate) noexcept
{
    constexpr double frequency = 1681.974450955533, gain = 3.999843853973347, quality = 0.7071752369554196;
    const auto k = std::tan (std::numbers::pi * frequency / sampleRate);
    const auto high = std::pow (10.0, gain / 20.0), band = std::pow (high, 0.4996667741545416);
    const auto a0 = 1.0 + k / quality + k * k;
    return {(high + band * k / quality + k * k) / a0, 2.0 * (k * k - high) / a0,
            (high - band * k / quality + k * k) / a0, 2.0 * (k * k - 1.0) / a0, (1.0 - k / quality + k * k) / a0};
}

WeightedPower::Biquad WeightedPower::highPassFor (double sampleRate) noexcept
{
    constexpr double frequency = 38.13547087602444, quality = 0.5003270373238773;
    const auto k = std::tan (std::numbers::pi * frequency / sampleRate);
    const auto a0 = 1.0 + k / quality + k * k;
    return {1.0, -2.0, 1.0, 2.0 * (k * k - 1.0) / a0, (1.0 - k / quality + k * k) / a0};
}

WeightedPower::WeightedPower (int sampleRate)
    // Below 4 kHz the shelf lies beyond what there is.
    : shelf (sampleRate >= 4'000 ? shelfFor (sampleRate) : Biquad()),
      highPass (sampleRate >= 1'000 ? highPassFor (sampleRate) : Biquad()),
      hop (static_cast<std::size_t> (std::max (sampleRate, 50) / 50))
{
}

void WeightedPower::process (std::span<const float> samples, std::vector<double>& powers)
{
    for (const auto sample : samples)
    {
        const auto weighted = highPass.process (shelf.process (static_cast<double> (sample)));
        sum += weighted * weighted;

        if (++filled < hop)
            continue;

        powers.push_back (bothLoudspeakers * sum / static_cast<double> (hop));
        sum = 0.0;
        filled = 0;

        // In digital silence they would become denormal.
        for (auto* state : {&shelf.first, &shelf.second, &highPass.first, &highPass.second})
            if (std::abs (*state) < 1e-30)
                *state = 0.0;
    }
}

double WeightedPower::loudnessOf (double power) noexcept
{
    return power <= 0.0 ? silence : std::max (kOffset + 10.0 * std::log10 (power), silence);
}

double WeightedPower::powerAt (double loudness) noexcept { return std::pow (10.0, (loudness - kOffset) / 10.0); }

double WeightedPower::gated (std::span<const double> blocks) noexcept
{
    auto gate = powerAt (absoluteGate);
    auto mean = 0.0;

    for (auto pass = 0; pass < 2; ++pass)
    {
        auto total = 0.0;
        std::size_t count = 0;

        for (const auto power : blocks)
            if (power >= gate)
            {
                total += power;
                ++count;
            }

        mean = count == 0 ? 0.0 : total / static_cast<double> (count);
        gate = std::max (gate, mean * relativeGate);
    }

    return mean;
}

} // namespace parlando
