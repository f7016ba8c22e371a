#pragma once

#include "ParameterChoice.h"
#include "ParameterKnob.h"

#include <array>
#include <parlando_plugin/parlando_plugin.h>

namespace parlando
{

/** All levels and times, what the agent hears, what loudspeakers play, and where its voice goes. Parameters: they count
    at once, and the host automates them. Message thread. */
class SoundControls final : public juce::Component
{
public:
    explicit SoundControls (PluginProcessor&);

    /** All of it shows from this height on. */
    static const int lowest;

    /** 30 times a second while showing. */
    void refresh();

    void paint (juce::Graphics&) override;
    void resized() override;

private:
    [[nodiscard]] juce::String busesInWords() const;
    [[nodiscard]] juce::String sideChainInWords() const;

    PluginProcessor& plugin;
    ParameterKnob input, voice, dry;
    ParameterKnob duck, attack, release;
    ParameterKnob voiceDuck, voiceThreshold, voiceAttack, voiceRelease;
    ParameterChoice hears, channel, talkMode;
    ParameterChoice echo, bargeIn, loudspeakers, cleaning;
    const std::array<std::vector<ParameterKnob*>, 3> knobs;
    const std::array<std::vector<ParameterChoice*>, 2> choices;
    juce::Label buses;
};

} // namespace parlando
