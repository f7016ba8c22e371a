#include "DelayFinder.h"

#include <numbers>

namespace parlando
{
namespace
{

constexpr std::size_t finderSize = 8'192;                                          // samples of 8 kHz
constexpr std::size_t lookSize = DelayFinder::framesBetween * speechFrameSize / 2; // new ones in each look
constexpr std::size_t lagCount = static_cast<std::size_t> (DelayFinder::longestDelay) / 2;
static_assert (lagCount + lookSize <= finderSize);

constexpr double quietestPlayed = -55.0; // dBFS: below it there is no echo to be found
constexpr float crossKept = 0.8f;        // of each look's, so that about the last second counts

// Below there is rumble, above the filter of every second sample.
constexpr std::size_t lowestBin = 150 * finderSize / 8'000, highestBin = 3'600 * finderSize / 8'000;

/** A half-band filter of 31 samples under a Hamming window. */
std::array<float, 31> halfBand()
{
    std::array<float, 31> taps{};
    double sum = 0.0;
    for (std::size_t i = 0; i < taps.size(); ++i)
    {
        const auto x = (static_cast<double> (i) - 15.0) / 2.0, turned = std::numbers::pi * x;
        const auto window = 0.54 + 0.46 * std::cos (std::numbers::pi * (static_cast<double> (i) - 15.0) / 16.0);
        const auto tap = (i == 15 ? 1.0 : std::sin (turned) / turned) * window;
        taps[i] = static_cast<float> (tap);
        sum += tap;
    }
    for (auto& tap : taps)
        tap = static_cast<float> (tap / sum);
    return taps;
}

} // namespace

void DelayFinder::Half::add (const SpeechFrame& frame, std::vector<float>& history)
{
    static const auto taps = halfBand();
    std::copy (frame.begin(), frame.end(), past.begin() + reach);
    std::copy (history.begin() + speechFrameSize / 2, history.end(), history.begin());
    auto* target = history.data() + history.size() - speechFrameSize / 2;
    for (std::size_t i = 0; i < speechFrameSize; i += 2)
    {
        float sum = 0.0f;
        for (std::size_t tap = 0; tap < taps.size(); ++tap)
            sum += past[i + tap] * taps[tap];
        *target++ = sum;
    }
    std::copy (past.end() - reach, past.end(), past.begin());
}

DelayFinder::DelayFinder()
    : transform (finderSize), heard (lookSize), played (lagCount + lookSize), work (finderSize),
      correlation (finderSize), heardBins (transform.binCount()), playedBins (transform.binCount()),
      cross (transform.binCount())
{
}

bool DelayFinder::add (const SpeechFrame& microphone, const SpeechFrame& reference)
{
    halfMicrophone.add (microphone, heard);
    halfReference.add (reference, played);
    if (++framesSince < framesBetween)
        return false;
    framesSince = 0;
    if (decibelsOfPower (meanSquare (played)) < quietestPlayed)
        return false;
    look();
    return true;
}

// The new samples of the microphone against all of the reference from which they can come. Both have the same place in
// their transform, so that no delay wraps around.
void DelayFinder::look()
{
    std::fill (work.begin(), work.end(), 0.0f);
    std::copy (heard.begin(), heard.end(), work.begin() + lagCount);
    transform.forward (work, heardBins);
    std::fill (work.begin(), work.end(), 0.0f);
    std::copy (played.begin(), played.end(), work.begin());
    transform.forward (work, playedBins);

    for (auto bin = lowestBin; bin < highestBin; ++bin)
        cross[bin] = crossKept * cross[bin] + (1.0f - crossKept) * (heardBins[bin] * std::conj (playedBins[bin]));
    correlate();
    hasLooked = true;
}

void DelayFinder::correlate()
{
    std::fill (heardBins.begin(), heardBins.end(), 0.0f);
    for (auto bin = lowestBin; bin < highestBin; ++bin)
        if (const auto strength = std::abs (cross[bin]); strength > 0.0f)
            heardBins[bin] = cross[bin] / strength;
    transform.inverse (heardBins, correlation);
    deviation = std::sqrt (meanSquare (std::span (correlation).first (lagCount)));
}

std::optional<DelayFinder::Peak> DelayFinder::peak (double from, double to) const
{
    const auto first = static_cast<std::size_t> (std::clamp (from / 2.0, 1.0, static_cast<double> (lagCount - 2)));
    const auto last = static_cast<std::size_t> (std::clamp (to / 2.0, 1.0, static_cast<double> (lagCount - 2)));
    if (! hasLooked || last <= first || deviation <= 0.0)
        return {};

    const auto begin = correlation.begin();
    const auto found =
        std::max_element (begin + static_cast<std::ptrdiff_t> (first), begin + static_cast<std::ptrdiff_t> (last) + 1);
    const double before = found[-1], at = found[0], after = found[1];
    const auto bend = before - 2.0 * at + after;
    const auto between = bend < 0.0 ? std::clamp (0.5 * (before - after) / bend, -0.5, 0.5) : 0.0;
    return Peak{2.0 * (static_cast<double> (found - begin) + between), at / deviation};
}

void DelayFinder::reset()
{
    std::fill (heard.begin(), heard.end(), 0.0f);
    std::fill (played.begin(), played.end(), 0.0f);
    std::fill (cross.begin(), cross.end(), 0.0f);
    halfMicrophone.reset();
    halfReference.reset();
    framesSince = 0;
    hasLooked = false;
}

} // namespace parlando
