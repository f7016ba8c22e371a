#pragma once

#include <juce_audio_processors/juce_audio_processors.h>

namespace parlando
{

/** A button that turns a parameter on and off. Its text says what pressing it does. Message thread. */
class ParameterSwitch final : public juce::TextButton
{
public:
    ParameterSwitch (juce::RangedAudioParameter&, const juce::String& name, const juce::String& turnOn,
                     const juce::String& turnOff);

private:
    void buttonStateChanged() override;

    const juce::String textWhenOff, textWhenOn;
    juce::ButtonParameterAttachment attachment;
};

} // namespace parlando
