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

    waveform = now;
    heardSamples = heard;
    isCut = wasCut;
    repaint();
}

void WaveformView::paint (juce::Graphics& g)
{
    const auto& peaks = waveform.peaks;

    if (peaks.empty() || waveform.samples == 0)
        return;

    const auto& colours = paletteOf (*this);
    const auto seconds = static_cast<double> (waveform.samples) / waveform.sampleRate;
    const auto share = std::min (1.0, seconds / secondsAcross);
    const auto width = std::max (barStep, static_cast<float> (getWidth() * share));
    const auto bars = static_cast<std::size_t> (width / barStep);
    const auto heardShare = static_cast<double> (heardSamples) / static_cast<double> (waveform.samples);
    const auto middle = static_cast<float> (getHeight()) * 0.5f;

    for (std::size_t i = 0; i < bars; ++i)
    {
        const auto from = i * peaks.size() / bars, to = std::max (from + 1, (i + 1) * peaks.size() / bars);
        const auto peak = *std::max_element (peaks.begin() + static_cast<std::ptrdiff_t> (from),
                                             peaks.begin() + static_cast<std::ptrdiff_t> (to));
        const auto isHeard = (static_cast<double> (i) + 0.5) / static_cast<double> (bars) <= heardShare;
        const auto height = std::max (2.0f, heightOf (peak) * static_cast<float> (getHeight()));
        g.setColour (isHeard ? colours.speaking : colours.quietText);
        g.fillRect (juce::Rectangle<float> (isHeard ? heardWidth : unheardWidth, height)
                        .withCentre ({(static_cast<float> (i) + 0.5f) * barStep, middle}));
    }

    if (isCut)
    {
        const auto x = static_cast<float> (heardShare) * static_cast<float> (bars) * barStep;
        g.setColour (colours.trouble);
        g.fillRect (juce::Rectangle<float> (x - 1.0f, 0.0f, 2.0f, static_cast<float> (getHeight())));
    }
}

} // namespace parlando
