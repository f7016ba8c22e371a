#pragma once

#include "ParameterFollower.h"

namespace parlando
{

/** A parameter as a knob between its name and its value, which can be typed. Message thread. */
class ParameterKnob final : public juce::Component
{
public:
    ParameterKnob (juce::RangedAudioParameter&, const juce::String& name);

    /** 30 times a second while showing. */
    void refresh() { follower.refresh(); }

    void paint (juce::Graphics&) override;
    void resized() override;

private:
    void takeFrom (juce::RangedAudioParameter&);

    const juce::String name;
    ParameterFollower follower; // before the slider, which may end a drag when it goes
    juce::Slider slider{juce::Slider::RotaryHorizontalVerticalDrag, juce::Slider::TextBoxBelow};
};

} // namespace parlando
