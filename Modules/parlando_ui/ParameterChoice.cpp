#include "ParameterChoice.h"

#include "Palette.h"
#include "ParlandoLook.h"

namespace parlando
{
namespace
{

constexpr int choiceCaptionHeight = 18;

} // namespace

ParameterChoice::ParameterChoice (juce::AudioParameterChoice& parameter, const juce::String& caption)
    : name (caption), box (parameter, caption)
{
    addAndMakeVisible (box);
}

void ParameterChoice::paint (juce::Graphics& g)
{
    g.setColour (paletteOf (*this).quietText);
    g.setFont (ParlandoLook::font (15.0f));
    g.drawText (name, getLocalBounds().removeFromTop (choiceCaptionHeight), juce::Justification::centredLeft);
}

void ParameterChoice::resized() { box.setBounds (getLocalBounds().withTrimmedTop (choiceCaptionHeight)); }

} // namespace parlando
