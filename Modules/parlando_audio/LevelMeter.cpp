#include "LevelMeter.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace parlando
{

namespace detail_meter
{

float toDecibels (float amplitude) noexcept
{
    return amplitude > 0.0f ? std::max (20.0f * std::log10 (amplitude), LevelMeter::silence) : LevelMeter::silence;
}

} // namespace detail_meter

void LevelMeter::prepare (double sampleRate) PARLANDO_REALTIME
{
    windowLength = std::max<std::size_t> (static_cast<std::size_t> (sampleRate / 20.0), 1);
    gathered = 0;
    peak = 0.0f;
    squares = 0.0;
    published.store ({}, std::memory_order_relaxed);
}

void LevelMeter::feed (const float* block, std::size_t samples) PARLANDO_REALTIME
{
    while (samples > 0)
    {
        const auto count = std::min (samples, windowLength - gathered);
        measure (block, count);
        gathered += count;
        block += count;
        samples -= count;
        if (gathered == windowLength)
            closeWindow();
    }
}

void LevelMeter::feedSilence (std::size_t samples) PARLANDO_REALTIME
{
    gathered += samples;
    while (gathered >= windowLength)
    {
        const auto beyond = gathered - windowLength;
        closeWindow();
        gathered = beyond;
    }
}

Levels LevelMeter::read() const noexcept
{
    const auto window = published.load (std::memory_order_relaxed);
    return {detail_meter::toDecibels (window.peak), detail_meter::toDecibels (std::sqrt (window.meanSquare))};
}

void LevelMeter::measure (const float* block, std::size_t samples) PARLANDO_REALTIME
{
    // Independent lanes, so that the compiler may use vector instructions without reordering any sum; by tiles, so that
    // it keeps them in registers.
    constexpr std::size_t lanes = 8, rows = 8;
    std::array<float, lanes> peaks{}, sums{};
    std::size_t i = 0;

    for (; i + lanes * rows <= samples; i += lanes * rows)
        for (std::size_t lane = 0; lane < lanes; ++lane)
        {
            auto highest = peaks[lane], sum = sums[lane];
            for (std::size_t row = 0; row < rows; ++row)
            {
                const auto sample = block[i + row * lanes + lane];
                const auto level = std::fabs (sample);
                highest = highest > level ? highest : level;
                sum += sample * sample;
            }
            peaks[lane] = highest;
            sums[lane] = sum;
        }
    for (; i < samples; ++i)
    {
        peaks[0] = std::max (peaks[0], std::fabs (block[i]));
        sums[0] += block[i] * block[i];
    }

    for (std::size_t lane = 0; lane < lanes; ++lane)
    {
        peak = std::max (peak, peaks[lane]);
        squares += static_cast<double> (sums[lane]);
    }
}

void LevelMeter::closeWindow() PARLANDO_REALTIME
{
    published.store ({peak, static_cast<float> (squares / static_cast<double> (windowLength))},
                     std::memory_order_relaxed);
    gathered = 0;
    peak = 0.0f;
    squares = 0.0;
}

} // namespace parlando
