#pragma once

#include "ChoiceBox.h"

namespace parlando
{

/** A parameter's choices in a box, under its name. Message thread. */
class ParameterChoice final : public juce::Component
{
public:
    ParameterChoice (juce::AudioParameterChoice&, const juce::String& name);

    /** 30 times a second while showing. */
    void refresh() { box.refresh(); }

    void paint (juce::Graphics&) override;
    void resized() override;

private:
    const juce::String name;
    ChoiceBox box;
};

} // namespace parlando
