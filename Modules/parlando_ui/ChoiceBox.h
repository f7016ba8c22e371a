#pragma once

#include "ParameterFollower.h"

namespace parlando
{

/** A parameter's choices. Message thread. */
class ChoiceBox final : public juce::ComboBox
{
public:
    ChoiceBox (juce::AudioParameterChoice&, const juce::String& title);

    /** 30 times a second while showing. */
    void refresh() { follower.refresh(); }

private:
    ParameterFollower follower;
};

} // namespace parlando
