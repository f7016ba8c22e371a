#include "SettingsPage.h"

#include "Palette.h"
#include "ParlandoLook.h"

namespace parlando
{

void SettingsPage::OptionalSlider::show (std::optional<double> value, double otherwise)
{
    isSet.setToggleState (value.has_value(), juce::dontSendNotification);
    slider.setValue (value.value_or (otherwise), juce::dontSendNotification);
    slider.setEnabled (value.has_value());
    slider.setAlpha (value.has_value() ? 1.0f : 0.4f);
}

std::optional<double> SettingsPage::OptionalSlider::value() const
{
    return isSet.getToggleState() ? std::optional (slider.getValue()) : std::nullopt;
}

void SettingsPage::OptionalSlider::setBounds (juce::Rectangle<int> area)
{
    isSet.setBounds (area.removeFromLeft (70));
    slider.setBounds (area);
}

SettingsPage::SettingsPage (ConversationDesk& conversation, const juce::String& title) : desk (conversation)
{
    setTitle (title);
    setFocusContainerType (FocusContainerType::focusContainer);
}

void SettingsPage::add (OptionalSlider& control, const juce::String& title, const juce::String& otherwise)
{
    control.slider.setTitle (title);
    control.slider.setWantsKeyboardFocus (true);
    control.slider.setTextBoxStyle (juce::Slider::TextBoxRight, false, 90, rowHeight - 4);
    control.slider.setScrollWheelEnabled (false);
    control.slider.onValueChange = [this] { apply(); };
    control.isSet.setTitle ("Set: " + title);
    control.isSet.setTooltip (otherwise);
    control.isSet.onClick = [this] { apply(); };
    addAndMakeVisible (control.isSet);
    addAndMakeVisible (control.slider);
}

void SettingsPage::add (juce::ComboBox& box, const juce::String& title)
{
    box.setTitle (title);
    box.onChange = [this] { apply(); };
    addAndMakeVisible (box);
}

void SettingsPage::add (juce::ToggleButton& button, const juce::String& title)
{
    button.setTitle (title);
    button.onClick = [this] { apply(); };
    addAndMakeVisible (button);
}

void SettingsPage::add (juce::TextEditor& field, const juce::String& title, const juce::String& hint, int longest)
{
    field.setTitle (title);
    field.setFont (ParlandoLook::font (16.0f));
    field.setTextToShowWhenEmpty (hint, paletteOf (*this).quietText);
    field.setInputRestrictions (longest);
    field.setIndents (8, field.isMultiLine() ? 6 : 0);
    field.onTextChange = [this] { apply(); };
    field.onEscapeKey = [] { juce::Component::unfocusAllComponents(); };

    if (! field.isMultiLine())
    {
        field.onReturnKey = [] { juce::Component::unfocusAllComponents(); };
        field.setJustification (juce::Justification::centredLeft);
    }

    fields.push_back (&field);
    addAndMakeVisible (field);
}

void SettingsPage::begin()
{
    seen = desk.settings().get();
    show (seen);
}

void SettingsPage::refresh()
{
    if (const auto now = desk.settings().get(); now != seen)
    {
        begin();
        problemShown.clear();
    }
}

void SettingsPage::apply()
{
    auto settings = seen;
    take (settings);
    problemShown = problemWith (settings);

    if (problemShown.isNotEmpty() || settings == seen)
        return;

    seen = settings;
    show (seen);
    desk.settings().set (std::move (settings));

    if (onEdited)
        onEdited();
}

juce::Rectangle<int> SettingsPage::takeRow (juce::Rectangle<int>& page, std::size_t index) const
{
    auto row = page.removeFromTop (rowHeight).withTrimmedLeft (captionWidth);
    page.removeFromTop (hintHeightOf (rows()[index]) + rowGap);
    return row;
}

void SettingsPage::paint (juce::Graphics& g)
{
    const auto& colours = paletteOf (*this);
    auto area = getLocalBounds();
    g.fillAll (colours.background);

    for (const auto& row : rows())
    {
        g.setFont (ParlandoLook::font (16.0f));
        g.setColour (colours.text);
        g.drawText (row.caption, area.removeFromTop (rowHeight).removeFromLeft (captionWidth),
                    juce::Justification::centredLeft);
        g.setFont (ParlandoLook::font (14.0f));
        g.setColour (colours.quietText);
        g.drawFittedText (row.hint,
                          area.removeFromTop (hintHeightOf (row)).withTrimmedLeft (captionWidth).withTrimmedTop (2),
                          juce::Justification::topLeft, 1, 0.8f);
        area.removeFromTop (rowGap);
    }
}

void SettingsPage::lookAndFeelChanged()
{
    for (auto* field : fields)
    {
        field->setTextToShowWhenEmpty (field->getTextToShowWhenEmpty(), paletteOf (*this).quietText);
        field->applyColourToAllText (paletteOf (*this).text);
    }
}

} // namespace parlando
