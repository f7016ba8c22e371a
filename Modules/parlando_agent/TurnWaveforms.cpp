#include "TurnWaveforms.h"

#include <algorithm>

namespace parlando
{

namespace
{

constexpr int peaksPerSecond = 50;

/** Kept simple: compilers make vectors of it. */
std::uint8_t peakOf (std::span<const std::int16_t> samples)
{
    std::int16_t lowest = 0, highest = 0;

    for (const auto sample : samples)
    {
        lowest = std::min (lowest, sample);
        highest = std::max (highest, sample);
    }

    return static_cast<std::uint8_t> (std::min (std::max (-lowest, int{highest}) >> 7, 255));
}

void halve (TurnWaveform& waveform)
{
    auto& peaks = waveform.peaks;

    for (std::size_t i = 0; i < peaks.size(); i += 2)
        peaks[i / 2] = std::max (peaks[i], i + 1 < peaks.size() ? peaks[i + 1] : std::uint8_t());

    peaks.resize ((peaks.size() + 1) / 2);
    waveform.samplesPerPeak *= 2;
}

} // namespace

void TurnWaveforms::add (std::uint64_t turn, std::span<const std::int16_t> samples, int sampleRate)
{
    const std::lock_guard lock (mutex);

    if (waveforms.empty() || waveforms.back().turn != turn)
    {
        if (waveforms.size() >= mostTurns)
            waveforms.pop_front();

        waveforms.push_back (
            {turn, sampleRate, 0, static_cast<std::size_t> (std::max (1, sampleRate / peaksPerSecond)), {}});
    }

    auto& waveform = waveforms.back();

    while (! samples.empty())
    {
        if (waveform.samples % waveform.samplesPerPeak == 0)
        {
            if (waveform.peaks.size() >= mostPeaks)
                halve (waveform);

            waveform.peaks.push_back (0);
        }

        const auto begun = static_cast<std::size_t> (waveform.samples % waveform.samplesPerPeak);
        const auto part = samples.first (std::min (samples.size(), waveform.samplesPerPeak - begun));
        waveform.peaks.back() = std::max (waveform.peaks.back(), peakOf (part));
        waveform.samples += part.size();
        samples = samples.subspan (part.size());
    }
}

std::optional<TurnWaveform> TurnWaveforms::find (std::uint64_t turn) const
{
    const std::lock_guard lock (mutex);
    const auto found =
        std::find_if (waveforms.rbegin(), waveforms.rend(), [turn] (const auto& each) { return each.turn == turn; });
    return found != waveforms.rend() ? std::optional (*found) : std::nullopt;
}

void TurnWaveforms::reset()
{
    const std::lock_guard lock (mutex);
    waveforms.clear();
}

} // namespace parlando
