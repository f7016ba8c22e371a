#include "ChannelActivity.h"

#include "SaneSample.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>

namespace parlando
{

namespace detail_activity
{

constexpr float decay = 0.905f;      // in 10 ms: -4.3 dB in 100 ms
constexpr float floorRise = 1.0233f; // in 10 ms: 10 dB in a second, less than a sentence has between its syllables
constexpr float lowestFloor = 1.0e-10f;
constexpr float aboveFloor = 4.0f;       // 6 dB: what noise does not reach for 30 ms
constexpr float softestSpeech = 1.0e-7f; // -70 dBFS
constexpr std::size_t mostUnusable = 20; // one sample in so many

} // namespace detail_activity

bool ChannelActivity::isUsable (float sample) PARLANDO_REALTIME
{
    // As integers: what compares as larger is NaN or infinity too.
    constexpr auto loudest = std::bit_cast<std::int32_t> (1.0e3f);
    return (std::bit_cast<std::int32_t> (sample) & 0x7fff'ffff) <= loudest;
}

float ChannelActivity::highPass (int sampleRate) noexcept
{
    return static_cast<float> (std::exp (-2.0 * std::numbers::pi * 100.0 / sampleRate));
}

void ChannelActivity::measure (const float* source, std::size_t samples, float coefficient,
                               float* high) PARLANDO_REALTIME
{
    // An offset that is there from the first sample on is no step.
    if (isFresh && samples > 0)
        lastSource = isUsable (source[0]) ? source[0] : 0.0f;
    isFresh = false;

    float sum = 0.0f;
    for (std::size_t i = 0; i < samples; ++i)
    {
        const auto usable = isUsable (source[i]);
        unusable += usable ? 0 : 1;
        const auto sample = usable ? saneSample (source[i]) : lastSource;
        lastHigh = saneSample (coefficient * (lastHigh + sample - lastSource));
        lastSource = sample;
        high[i] = lastHigh;
        sum += lastHigh * lastHigh;
    }
    energy += static_cast<double> (sum);
    piece = samples > 0 ? sum / static_cast<float> (samples) : 0.0f;
}

bool ChannelActivity::isMostlyUsable (std::size_t samples) const PARLANDO_REALTIME
{
    return unusable * detail_activity::mostUnusable <= samples;
}

void ChannelActivity::judge (std::size_t samples) PARLANDO_REALTIME
{
    using namespace detail_activity;
    const auto works = isMostlyUsable (samples);
    const auto power = works ? static_cast<float> (energy / static_cast<double> (samples)) : 0.0f;
    brokenFor = works ? 0 : std::min (brokenFor + 1, 1'000);
    energy = 0.0;
    unusable = 0;

    std::copy_backward (recent.begin(), recent.end() - 1, recent.end());
    recent[0] = power;
    floor = floor < 0.0f ? power : std::min (power, floor * floorRise);
    floor = std::max (floor, lowestFloor);

    const auto lasting = *std::min_element (recent.begin(), recent.end());
    speaks = lasting > softestSpeech && lasting > aboveFloor * floor;
    held = std::max (power, held * decay);
    spoken = std::max (speaks ? lasting : 0.0f, spoken * decay);
}

} // namespace parlando
