#include "ChoiceBox.h"

namespace parlando
{

ChoiceBox::ChoiceBox (juce::AudioParameterChoice& parameter, const juce::String& title)
    : follower (parameter,
                [this] (float index) { setSelectedItemIndex (juce::roundToInt (index), juce::sendNotificationSync); })
{
    addItemList (parameter.choices, 1);
    setTitle (title);
    onChange = [this] { follower.set (static_cast<float> (getSelectedItemIndex())); };
    refresh();
}

} // namespace parlando
