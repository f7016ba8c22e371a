#pragma once

#include <juce_audio_processors/juce_audio_processors.h>

#include <optional>

namespace parlando
{

/** A parameter's choices in a box, under its name. Message thread. */
class ParameterChoice final : public juce::Component
{
public:
    ParameterChoice (juce::AudioParameterChoice&, const juce::String& name);

    void paint (juce::Graphics&) override;
    void resized() override;

private:
    const juce::String name;
    juce::ComboBox box;
    std::optional<juce::ComboBoxParameterAttachment> attachment; // made when the box has its items
};

} // namespace parlando
