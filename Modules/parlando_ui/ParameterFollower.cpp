#include "ParameterFollower.h"

namespace parlando
{

ParameterFollower::ParameterFollower (juce::RangedAudioParameter& toFollow, std::function<void (float)> show)
    : parameter (toFollow), showOnControl (std::move (show))
{
}

ParameterFollower::~ParameterFollower()
{
    if (openGestures > 0)
        parameter.endChangeGesture();
}

void ParameterFollower::refresh()
{
    if (openGestures > 0)
        return;

    const auto value = parameter.convertFrom0to1 (parameter.getValue());

    if (shown && juce::exactlyEqual (*shown, value))
        return;

    const juce::ScopedValueSetter<bool> guard (isShowing, true);
    shown = value;
    showOnControl (value);
}

void ParameterFollower::set (float value)
{
    if (isShowing)
        return;

    shown = value;
    const auto normalised = parameter.convertTo0to1 (value);

    if (juce::approximatelyEqual (parameter.getValue(), normalised))
        return;

    beginGesture();
    parameter.setValueNotifyingHost (normalised);
    endGesture();
}

void ParameterFollower::beginGesture()
{
    if (openGestures++ == 0)
        parameter.beginChangeGesture();
}

void ParameterFollower::endGesture()
{
    if (--openGestures == 0)
        parameter.endChangeGesture();
}

} // namespace parlando
