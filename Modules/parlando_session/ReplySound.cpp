#include "ReplySound.h"

#include <algorithm>
#include <cstdlib>

namespace parlando
{

namespace
{

constexpr double halfDecibel = 0.122; // of power
constexpr int audibleCrossings = 4;   // in 100 ms: 20 Hz

// One simple loop for each, in types as narrow as can be: compilers make vectors of those. All of them are for 100 ms
// at most, and 48 kHz.

int loudestIn (std::span<const std::int16_t> samples)
{
    std::int16_t lowest = 0, highest = 0;

    for (const auto sample : samples)
    {
        lowest = std::min (lowest, sample);
        highest = std::max (highest, sample);
    }

    return std::max (-int{lowest}, int{highest});
}

/** In two sums of 32 bits, as one of 64 takes four times as long. */
std::int64_t energyOf (std::span<const std::int16_t> samples)
{
    std::uint32_t high = 0, low = 0;

    for (const auto sample : samples)
    {
        const auto square = static_cast<std::uint32_t> (int{sample} * int{sample});
        high += square >> 16;
        low += square & 0xffff;
    }

    return (std::int64_t{high} << 16) + low;
}

int crossingsIn (std::span<const std::int16_t> samples)
{
    std::uint16_t count = 0;

    for (std::size_t i = 1; i < samples.size(); ++i)
        count = static_cast<std::uint16_t> (count + (static_cast<std::uint16_t> (samples[i] ^ samples[i - 1]) >> 15));

    return count;
}

} // namespace

void ReplySound::process (std::span<const std::int16_t> samples, int sampleRate)
{
    const auto window = std::max (1, sampleRate / 10);
    lengthInMilliseconds += 1000.0 * static_cast<double> (samples.size()) / std::max (1, sampleRate);

    measurePause (samples, sampleRate);

    while (! samples.empty())
    {
        const auto part = samples.first (std::min (samples.size(), static_cast<std::size_t> (window - filled)));
        samples = samples.subspan (part.size());

        loudest = std::max (loudest, loudestIn (part));
        energy += energyOf (part);
        crossings += ((part.front() < 0) != wasNegative ? 1 : 0) + crossingsIn (part);
        wasNegative = part.back() < 0;
        filled += static_cast<int> (part.size());
        total += part.size();

        if (filled >= window)
            endWindow();
    }
}

void ReplySound::measurePause (std::span<const std::int16_t> samples, int sampleRate)
{
    const auto quiet = std::max (threshold, loudest / 32);
    const auto lastLoud = std::find_if (samples.rbegin(), samples.rend(),
                                        [quiet] (std::int16_t sample) { return std::abs (int{sample}) > quiet; });
    const auto length = 1000.0 * static_cast<double> (lastLoud - samples.rbegin()) / std::max (1, sampleRate);
    quietAtEnd = lastLoud == samples.rend() ? quietAtEnd + length : length;
}

void ReplySound::endWindow()
{
    const auto isSound = crossings >= audibleCrossings && energy > std::int64_t{threshold} * threshold * filled;
    const auto difference = static_cast<double> (std::abs (energy - firstEnergy));
    const auto isAlike = isSound && alike > 0 && difference <= halfDecibel * static_cast<double> (firstEnergy) &&
                         std::abs (crossings - firstCrossings) <= 1 + firstCrossings / 100;

    if (! isAlike)
    {
        firstEnergy = energy;
        firstCrossings = crossings;
        steadySince = total - static_cast<std::uint64_t> (filled);
        alike = 0;
    }

    alike += isSound ? 1 : 0;
    energy = 0;
    crossings = filled = 0;
}

} // namespace parlando
