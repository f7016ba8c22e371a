#pragma once

#include "StateWords.h"

#include <juce_gui_basics/juce_gui_basics.h>

namespace parlando
{

/** The lamp, the state in large words and a sentence. Message thread. */
class StateView final : public juce::Component, public juce::SettableTooltipClient
{
public:
    StateView();

    void show (const StateWords&);

    void paint (juce::Graphics&) override;

private:
    void paintLamp (juce::Graphics&, juce::Rectangle<float>) const;
    std::unique_ptr<juce::AccessibilityHandler> createAccessibilityHandler() override;

    StateWords shown;
};

} // namespace parlando
