#include "SpeechRate.h"

#include <algorithm>

namespace parlando
{

namespace detail_rate
{

constexpr double leastForMusic = 44'100.0, usual = 48'000.0;

// What comes first is taken.
bool isBetter (double rate, double than) noexcept
{
    const auto isHigh = rate >= leastForMusic, isOtherHigh = than >= leastForMusic;
    if (rate == than || than == usual)
        return false;
    if (rate == usual || isHigh != isOtherHigh)
        return rate == usual || isHigh;
    return isHigh ? rate < than : rate > than;
}

} // namespace detail_rate

double rateForSpeech (std::span<const double> available, double current) noexcept
{
    if (current >= detail_rate::leastForMusic &&
        std::find (available.begin(), available.end(), current) != available.end())
        return current;

    double best = 0.0;
    for (const auto rate : available)
        if (rate > 0.0 && (best == 0.0 || detail_rate::isBetter (rate, best)))
            best = rate;
    return best;
}

} // namespace parlando
