#include "WaveformView.h"

#include "Palette.h"

#include <cmath>

namespace parlando
{
namespace
{

constexpr float barStep = 4.0f, heardWidth = 3.0f, unheardWidth = 1.0f;
constexpr double secondsAcross = 12.0; // a shorter turn takes its part of the width

/** Loudness as height: a voice at -30 dBFS is still to be seen. */
float heightOf (int peak) { return std::sqrt (static_cast<float> (peak) / 255.0f); }

} // namespace

WaveformView::WaveformView()
{
    setInterceptsMouseClicks (false, false);
    setAccessible (false); // the row says it in words
}

void WaveformView::show (const TurnWaveform& now, std::uint64_t heard, bool wasCut)
{
    if (now.samples == waveform.samples && heard == heardSamples && wasCut == isCut && now.turn == waveform.turn)
        return;

    const auto isAsLong = now.turn == waveform.turn && now.samples == waveform.samples && wasCut == isCut;
    const auto before = std::exchange (heardSamples, heard);
    waveform = now;
    isCut = wasCut;

    if (! isAsLong)
        return repaint();

    // Only the bars that were heard since.
    const auto from = static_cast<int> (placeOf (std::min (before, heard)) - barStep);
    const auto to = static_cast<int> (placeOf (std::max (before, heard)) + barStep);

    if (before / samplesPerBar() != heard / samplesPerBar())
        repaint (from, 0, to - from + 1, getHeight());
}

std::size_t WaveformView::bars() const
{
    const auto seconds = static_cast<double> (waveform.samples) / waveform.sampleRate;
    const auto width = std::max (static_cast<double> (barStep), getWidth() * std::min (1.0, seconds / secondsAcross));
    return static_cast<std::size_t> (width / barStep);
}

std::uint64_t WaveformView::samplesPerBar() const
{
    return std::max<std::uint64_t> (1, waveform.samples / std::max<std::size_t> (1, bars()));
}

float WaveformView::placeOf (std::uint64_t heard) const
{
    return static_cast<float> (static_cast<double> (heard) /
                               static_cast<double> (std::max<std::uint64_t> (1, waveform.samples)) *
                               static_cast<double> (bars())) *
           barStep;
}

void WaveformView::paint (juce::Graphics& g)
{
    const auto& peaks = waveform.peaks;

    if (peaks.empty() || waveform.samples == 0)
        return;

    const auto& colours = paletteOf (*this);
    const auto clip = g.getClipBounds();
    const auto count = bars();
    const auto heardShare = static_cast<double> (heardSamples) / static_cast<double> (waveform.samples);
    const auto middle = static_cast<float> (getHeight()) * 0.5f;

    for (std::size_t i = 0; i < count; ++i)
    {
        const auto centre = (static_cast<float> (i) + 0.5f) * barStep;

        if (centre + barStep < static_cast<float> (clip.getX()) ||
            centre - barStep > static_cast<float> (clip.getRight()))
            continue;

        const auto from = i * peaks.size() / count, to = std::max (from + 1, (i + 1) * peaks.size() / count);
        const auto peak = *std::max_element (peaks.begin() + static_cast<std::ptrdiff_t> (from),
                                             peaks.begin() + static_cast<std::ptrdiff_t> (to));
        const auto isHeard = (static_cast<double> (i) + 0.5) / static_cast<double> (count) <= heardShare;
        const auto height = std::max (2.0f, heightOf (peak) * static_cast<float> (getHeight()));
        g.setColour (isHeard ? colours.speaking : colours.quietText);
        g.fillRect (juce::Rectangle<float> (isHeard ? heardWidth : unheardWidth, height).withCentre ({centre, middle}));
    }

    if (isCut)
    {
        const auto x = placeOf (heardSamples);
        g.setColour (colours.trouble);
        g.fillRect (juce::Rectangle<float> (x - 1.0f, 0.0f, 2.0f, static_cast<float> (getHeight())));
    }
}

} // namespace parlando
