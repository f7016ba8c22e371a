#include "MixPanel.h"

namespace parlando
{

MixPanel::MixPanel (PluginParameters& parameters)
    : input (parameters.inputGain, "Input"), voice (parameters.voiceGain, "Voice"), dry (parameters.dryGain, "Dry"),
      duck (parameters.duckAmount, "Duck"), hears (parameters.hears, "Hears"),
      loudness (parameters.loudness, "Loudness"), tools (parameters.allowTools, "Tools")
{
    for (auto* control :
         std::initializer_list<juce::Component*>{&input, &voice, &dry, &duck, &hears, &loudness, &tools})
        addAndMakeVisible (control);
}

void MixPanel::refresh()
{
    for (auto* knob : {&input, &voice, &dry, &duck})
        knob->refresh();

    for (auto* choice : {&hears, &loudness, &tools})
        choice->refresh();
}

void MixPanel::resized()
{
    auto area = getLocalBounds();
    auto choices = area.removeFromRight (std::max (200, area.getWidth() * 2 / 5));
    choices.removeFromLeft (12);
    auto upper = choices.removeFromTop (choices.getHeight() / 2).withTrimmedBottom (3);
    hears.setBounds (upper.removeFromLeft (upper.getWidth() / 2).withTrimmedRight (3));
    loudness.setBounds (upper.withTrimmedLeft (3));
    tools.setBounds (choices.withTrimmedTop (3));
    const int width = area.getWidth() / 4;

    for (auto* knob : {&input, &voice, &dry, &duck})
        knob->setBounds (area.removeFromLeft (width));
}

} // namespace parlando
