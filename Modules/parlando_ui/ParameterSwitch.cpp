#include "ParameterSwitch.h"

namespace parlando
{

ParameterSwitch::ParameterSwitch (juce::RangedAudioParameter& parameter, const juce::String& name,
                                  const juce::String& turnOn, const juce::String& turnOff)
    : textWhenOff (turnOn), textWhenOn (turnOff), attachment (parameter, *this)
{
    setClickingTogglesState (true);
    setTitle (name);
    setButtonText (getToggleState() ? textWhenOn : textWhenOff);
}

void ParameterSwitch::buttonStateChanged()
{
    juce::TextButton::buttonStateChanged();
    setButtonText (getToggleState() ? textWhenOn : textWhenOff);
}

} // namespace parlando
