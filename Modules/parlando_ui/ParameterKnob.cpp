#include "ParameterKnob.h"

#include "Palette.h"
#include "ParlandoLook.h"

namespace parlando
{
namespace
{

constexpr int knobCaptionHeight = 18;

juce::NormalisableRange<double> doubleRange (const juce::NormalisableRange<float>& range)
{
    juce::NormalisableRange<double> wide (
        range.start, range.end,
        [range] (double, double, double place) -> double { return range.convertFrom0to1 (static_cast<float> (place)); },
        [range] (double, double, double value) -> double { return range.convertTo0to1 (static_cast<float> (value)); },
        [range] (double, double, double value) -> double
        { return range.snapToLegalValue (static_cast<float> (value)); });
    wide.interval = range.interval;
    wide.skew = range.skew;
    wide.symmetricSkew = range.symmetricSkew;
    return wide;
}

} // namespace

ParameterKnob::ParameterKnob (juce::RangedAudioParameter& parameter, const juce::String& caption)
    : name (caption),
      follower (parameter, [this] (float value) { slider.setValue (value, juce::sendNotificationSync); })
{
    takeFrom (parameter);
    slider.onDragStart = [this] { follower.beginGesture(); };
    slider.onValueChange = [this] { follower.set (static_cast<float> (slider.getValue())); };
    slider.onDragEnd = [this] { follower.endGesture(); };
    slider.setTitle (caption);
    slider.setWantsKeyboardFocus (true);
    slider.setScrollWheelEnabled (false); // a wheel meant for the transcript must not change the sound
    addAndMakeVisible (slider);
    refresh();
}

void ParameterKnob::takeFrom (juce::RangedAudioParameter& parameter)
{
    slider.valueFromTextFunction = [&parameter] (const juce::String& text) -> double
    { return parameter.convertFrom0to1 (parameter.getValueForText (text)); };
    slider.textFromValueFunction = [&parameter] (double value)
    { return parameter.getText (parameter.convertTo0to1 (static_cast<float> (value)), 0); };
    slider.setDoubleClickReturnValue (true, parameter.convertFrom0to1 (parameter.getDefaultValue()));
    slider.setNormalisableRange (doubleRange (parameter.getNormalisableRange()));

    const auto unit = parameter.getLabel();
    const auto showsUnit = unit.isEmpty() || parameter.getText (parameter.getDefaultValue(), 0).endsWith (unit);

    if (! showsUnit)
        slider.setTextValueSuffix (" " + unit);
}

void ParameterKnob::paint (juce::Graphics& g)
{
    g.setColour (paletteOf (*this).quietText);
    g.setFont (ParlandoLook::font (15.0f));
    g.drawText (name, getLocalBounds().removeFromTop (knobCaptionHeight), juce::Justification::centred);
}

void ParameterKnob::resized()
{
    slider.setTextBoxStyle (juce::Slider::TextBoxBelow, false, getWidth(), 20);
    slider.setBounds (getLocalBounds().withTrimmedTop (knobCaptionHeight));
}

} // namespace parlando
