#pragma once

#include <juce_audio_processors/juce_audio_processors.h>

namespace parlando
{

/** A parameter as a knob between its name and its value, which can be typed. Message thread. */
class ParameterKnob final : public juce::Component
{
public:
    ParameterKnob (juce::RangedAudioParameter&, const juce::String& name);

    void paint (juce::Graphics&) override;
    void resized() override;

private:
    const juce::String name;
    juce::Slider slider{juce::Slider::RotaryHorizontalVerticalDrag, juce::Slider::TextBoxBelow};
    juce::SliderParameterAttachment attachment;
};

} // namespace parlando
