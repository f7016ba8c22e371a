#pragma once

#include "ParameterChoice.h"
#include "ParameterKnob.h"

#include <array>
#include <parlando_plugin/parlando_plugin.h>

namespace parlando
{

/** All levels and times, what the agent hears, and where its voice goes. Parameters: they count at once, and the host
    automates them. Message thread. */
class SoundPanel final : public juce::Component
{
public:
    explicit SoundPanel (PluginProcessor&);

    /** 30 times a second while showing. */
    void refresh();

    void paint (juce::Graphics&) override;
    void resized() override;

private:
    [[nodiscard]] juce::String busesInWords() const;

    PluginProcessor& plugin;
    ParameterKnob input, voice, dry, duck, attack, release;
    ParameterChoice hears, channel, talkMode, echo, bargeIn;
    juce::Label buses;
};

} // namespace parlando
