#include "MixPanel.h"

namespace parlando
{

MixPanel::MixPanel (PluginParameters& parameters)
    : input (parameters.inputGain, "Input"), voice (parameters.voiceGain, "Voice"), dry (parameters.dryGain, "Dry"),
      duck (parameters.duckAmount, "Duck"), hears (parameters.hears, "Hears"), tools (parameters.allowTools, "Tools")
{
    for (auto* control : std::initializer_list<juce::Component*>{&input, &voice, &dry, &duck, &hears, &tools})
        addAndMakeVisible (control);
}

void MixPanel::refresh()
{
    for (auto* knob : {&input, &voice, &dry, &duck})
        knob->refresh();

    hears.refresh();
    tools.refresh();
}

void MixPanel::resized()
{
    auto area = getLocalBounds();
    auto choices = area.removeFromRight (std::max (150, area.getWidth() / 3));
    choices.removeFromLeft (12);
    const int half = choices.getHeight() / 2;
    hears.setBounds (choices.removeFromTop (half).withTrimmedBottom (3));
    tools.setBounds (choices.withTrimmedTop (3));
    const int width = area.getWidth() / 4;

    for (auto* knob : {&input, &voice, &dry, &duck})
        knob->setBounds (area.removeFromLeft (width));
}

} // namespace parlando
