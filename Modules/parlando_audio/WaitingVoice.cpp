#include "WaitingVoice.h"

#include "PcmCodec.h"

#include <algorithm>
#include <cmath>

namespace parlando
{

namespace
{

/** Before so many are behind the position, moving the rest to the front costs more than their memory. */
constexpr std::size_t worthForgetting = 65'536;

} // namespace

WaitingVoice::WaitingVoice (std::uint64_t number, int rate, double ceiling)
    : turn (number), sampleRate (rate), comeMeter (rate), leaveMeter (rate), limiter (rate, ceiling)
{
}

void WaitingVoice::append (std::span<const std::int16_t> added)
{
    if (next > worthForgetting)
    {
        samples.erase (samples.begin(), samples.begin() + static_cast<std::ptrdiff_t> (next));
        next = 0;
    }

    const auto before = samples.size();
    samples.resize (before + added.size());
    pcmToFloat (added, std::span (samples).subspan (before));
    measureCame (std::span (samples).subspan (before));
}

std::size_t WaitingVoice::untilHop() const noexcept
{
    const auto hop = comeMeter.hopSize();
    return hop - static_cast<std::size_t> (levelled % hop);
}

double WaitingVoice::loudnessOfNext (std::size_t count) const noexcept
{
    if (const auto hop = static_cast<std::size_t> (levelled / comeMeter.hopSize()); hop < came.size())
        return WeightedPower::loudnessOf (came[hop]);

    auto sum = 0.0;
    for (const auto sample : std::span (samples).subspan (next, count))
        sum += static_cast<double> (sample) * static_cast<double> (sample);
    return WeightedPower::loudnessOf (2.0 * sum / static_cast<double> (std::max<std::size_t> (count, 1)));
}

void WaitingVoice::level (std::size_t count, double from, double to)
{
    const auto source = std::span (samples).subspan (next, count);
    piece.assign (source.begin(), source.end());

    for (std::size_t i = 0; i < count; ++i)
        piece[i] *= static_cast<float> (from + (to - from) * static_cast<double> (i + 1) / static_cast<double> (count));

    next += count;
    levelled += count;
    const auto before = out.size();
    limiter.process (piece, out);
    measureLeft (before);
}

void WaitingVoice::drain()
{
    const auto before = out.size();
    limiter.drain (out);
    measureLeft (before);
}

void WaitingVoice::measureCame (std::span<const float> added)
{
    comeMeter.process (added, came);

    for (const auto sample : added)
    {
        peakOfHop = std::max (peakOfHop, std::abs (sample));

        if (++inHop < comeMeter.hopSize())
            continue;

        peaks.push_back (peakOfHop);
        peakOfHop = 0.0f;
        inHop = 0;
    }
}

void WaitingVoice::measureLeft (std::size_t from) { leaveMeter.process (std::span (out).subspan (from), left); }

std::vector<std::int16_t> WaitingVoice::takeLevelled()
{
    std::vector<std::int16_t> taken (out.size());
    floatToPcm (out, taken);
    out.clear();
    return taken;
}

} // namespace parlando
