#pragma once

#include "ParameterFollower.h"

namespace parlando
{

/** A button that turns a parameter on and off. Its text says what pressing it does. Message thread. */
class ParameterSwitch final : public juce::TextButton
{
public:
    ParameterSwitch (juce::RangedAudioParameter&, const juce::String& name, const juce::String& turnOn,
                     const juce::String& turnOff);

    /** 30 times a second while showing. */
    void refresh() { follower.refresh(); }

private:
    void clicked() override;
    void buttonStateChanged() override;

    const juce::String textWhenOff, textWhenOn;
    ParameterFollower follower;
};

} // namespace parlando
