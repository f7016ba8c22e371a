#include "PeakLimiter.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace parlando
{

namespace
{

constexpr double lookAheadSeconds = 0.005, releaseSeconds = 0.1;

/** Beyond it the look-ahead is shorter than 5 ms: a service may claim any rate, and this looks through all of it. */
constexpr int highestRate = 192'000;

/** No peak between samples is more than so many times as high as the samples around it. */
constexpr float mostOvershoot = 2.5f;

/** What follows may be as loud again. */
constexpr float unknownMargin = 1.15f;

} // namespace

PeakLimiter::PeakLimiter (int sampleRate, double ceilingInDecibels)
    : ceiling (static_cast<float> (std::pow (10.0, ceilingInDecibels / 20.0))),
      release (static_cast<float> (1.0 - std::exp (-1.0 / (releaseSeconds * sampleRate)))),
      lookAhead (static_cast<std::size_t> (lookAheadSeconds * std::min (sampleRate, highestRate)))
{
}

/** Sinc under a Blackman window: the value at 1/8, 2/8, … behind a sample, from 8 on either side. */
std::array<PeakLimiter::Phase, PeakLimiter::phases - 1> PeakLimiter::interpolation()
{
    std::array<Phase, phases - 1> made{};

    for (std::size_t phase = 1; phase < phases; ++phase)
        for (std::size_t tap = 0; tap < 2 * reach; ++tap)
        {
            const auto distance =
                static_cast<double> (phase) / phases + static_cast<double> (reach) - 1.0 - static_cast<double> (tap);
            const auto angle = std::numbers::pi * distance;
            const auto window = 0.42 + 0.5 * std::cos (angle / reach) + 0.08 * std::cos (2.0 * angle / reach);
            made[phase - 1][tap] = static_cast<float> (std::sin (angle) / angle * window);
        }

    return made;
}

void PeakLimiter::process (std::span<const float> samples, std::vector<float>& limited)
{
    input.insert (input.end(), samples.begin(), samples.end());
    allowed.resize (input.size(), 1.0f);

    for (; seen + reach < input.size(); ++seen)
        lookAt (seen, 1.0f);

    while (done + lookAhead < seen)
        emit (limited);

    forget();
}

void PeakLimiter::drain (std::vector<float>& limited)
{
    for (auto position = seen; position < input.size(); ++position)
        lookAt (position, unknownMargin);

    while (done < input.size())
        emit (limited);

    // What comes next changes what lies between the last samples and itself.
    seen = std::min (seen, input.size());
    forget();
}

/** Of a sample and what lies between it and the next one. */
float PeakLimiter::peakAfter (std::size_t position) const noexcept
{
    const auto begin = position - std::min (position, reach - 1);
    const auto end = std::min (position + reach + 1, input.size());
    auto around = 0.0f;

    for (auto i = begin; i < end; ++i)
        around = std::max (around, std::abs (input[i]));

    if (around * mostOvershoot <= ceiling)
        return 0.0f;

    auto peak = std::abs (input[position]);
    const auto firstTap = reach - 1 - (position - begin);

    for (const auto& filter : filters)
    {
        auto value = 0.0f;
        for (std::size_t i = begin; i < std::min (end, begin + 2 * reach - firstTap); ++i)
            value += input[i] * filter[firstTap + i - begin];
        peak = std::max (peak, std::abs (value));
    }

    return peak;
}

void PeakLimiter::lookAt (std::size_t position, float margin) noexcept
{
    const auto peak = peakAfter (position) * margin;

    if (peak <= ceiling)
        return;

    // Those that are out already cannot be lowered: the first that is not makes up for them.
    for (auto sample : {position, position + 1})
        if (sample = std::max (sample, done); sample < input.size())
        {
            allowed[sample] = std::min (allowed[sample], ceiling / peak);
            lowBefore = std::max (lowBefore, sample + 1);
        }
}

void PeakLimiter::emit (std::vector<float>& limited)
{
    limited.push_back (input[done] * nextGain());
    ++done;
}

/** The least that the next 5 ms bear, let go slowly, in the mean over 5 ms: smooth, and no sample gets more than it
    bears. */
float PeakLimiter::nextGain() noexcept
{
    auto least = 1.0f;

    if (done < lowBefore)
    {
        const auto end = std::min (done + lookAhead + 1, input.size());
        least = *std::min_element (allowed.begin() + static_cast<std::ptrdiff_t> (done),
                                   allowed.begin() + static_cast<std::ptrdiff_t> (end));
    }

    envelope = std::min (least, envelope + release * (1.0f - envelope));
    envelope = envelope > 0.9999f && least == 1.0f ? 1.0f : envelope;

    recent.push_back (envelope);
    recentSum += static_cast<double> (envelope);
    recentLow += envelope < 1.0f ? 1 : 0;

    if (recent.size() > lookAhead + 1)
    {
        recentSum -= static_cast<double> (recent.front());
        recentLow -= recent.front() < 1.0f ? 1 : 0;
        recent.pop_front();
    }

    if (recentLow == 0)
    {
        recentSum = static_cast<double> (recent.size());
        return std::min (1.0f, allowed[done]);
    }

    return std::min (static_cast<float> (recentSum / static_cast<double> (recent.size())), allowed[done]);
}

void PeakLimiter::forget()
{
    constexpr std::size_t mostKept = 8'192;

    if (done < mostKept)
        return;

    const auto gone = std::min (done, seen) - std::min (std::min (done, seen), 2 * reach);
    input.erase (input.begin(), input.begin() + static_cast<std::ptrdiff_t> (gone));
    allowed.erase (allowed.begin(), allowed.begin() + static_cast<std::ptrdiff_t> (gone));
    done -= gone;
    seen -= gone;
    lowBefore -= std::min (lowBefore, gone);
}

} // namespace parlando
