#include "ParameterSwitch.h"

namespace parlando
{

ParameterSwitch::ParameterSwitch (juce::RangedAudioParameter& parameter, const juce::String& name,
                                  const juce::String& turnOn, const juce::String& turnOff)
    : textWhenOff (turnOn), textWhenOn (turnOff),
      follower (parameter, [this] (float value) { setToggleState (value >= 0.5f, juce::dontSendNotification); })
{
    setClickingTogglesState (true);
    setTitle (name);
    setButtonText (textWhenOff);
    refresh();
}

void ParameterSwitch::clicked() { follower.set (getToggleState() ? 1.0f : 0.0f); }

void ParameterSwitch::buttonStateChanged()
{
    juce::TextButton::buttonStateChanged();
    setButtonText (getToggleState() ? textWhenOn : textWhenOff);
}

} // namespace parlando
