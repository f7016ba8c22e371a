#pragma once

#include <juce_gui_basics/juce_gui_basics.h>
#include <parlando_agent/parlando_agent.h>

namespace parlando
{

/** The agent's voice in one turn: what was heard as full bars, what is still to come or was cut off as thin ones, and a
    mark where it was cut. Message thread. */
class WaveformView final : public juce::Component
{
public:
    WaveformView();

    /** `heard`: samples at the waveform's rate. */
    void show (const TurnWaveform&, std::uint64_t heard, bool wasCut);

    void paint (juce::Graphics&) override;

private:
    [[nodiscard]] std::size_t bars() const;
    [[nodiscard]] std::uint64_t samplesPerBar() const;
    [[nodiscard]] float placeOf (std::uint64_t heard) const; /**< In pixels. */

    TurnWaveform waveform;
    std::uint64_t heardSamples = 0;
    bool isCut = false;
};

} // namespace parlando
