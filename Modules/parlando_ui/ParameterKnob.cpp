#include "ParameterKnob.h"

#include "Palette.h"
#include "ParlandoLook.h"

namespace parlando
{
namespace
{

constexpr int knobCaptionHeight = 18;

} // namespace

ParameterKnob::ParameterKnob (juce::RangedAudioParameter& parameter, const juce::String& caption)
    : name (caption), attachment (parameter, slider)
{
    const auto unit = parameter.getLabel();
    const auto showsUnit = unit.isEmpty() || parameter.getText (parameter.getDefaultValue(), 0).endsWith (unit);

    if (! showsUnit)
        slider.setTextValueSuffix (" " + unit);

    slider.setTitle (caption);
    slider.setScrollWheelEnabled (false); // a wheel meant for the transcript must not change the sound
    addAndMakeVisible (slider);
}

void ParameterKnob::paint (juce::Graphics& g)
{
    g.setColour (palette::quietText);
    g.setFont (ParlandoLook::font (15.0f));
    g.drawText (name, getLocalBounds().removeFromTop (knobCaptionHeight), juce::Justification::centred);
}

void ParameterKnob::resized()
{
    slider.setTextBoxStyle (juce::Slider::TextBoxBelow, false, getWidth(), 20);
    slider.setBounds (getLocalBounds().withTrimmedTop (knobCaptionHeight));
}

} // namespace parlando
