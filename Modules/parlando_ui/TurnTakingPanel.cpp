#include "TurnTakingPanel.h"

#include "Palette.h"
#include "ParlandoLook.h"

namespace parlando
{
namespace
{

constexpr int turnRowHeight = 32, turnRowGap = 6, turnHintHeight = 24, turnCaptionWidth = 128;
constexpr int usualPatience = 800;
constexpr double usualCap = 1.0, leastCap = 0.05, mostCap = 100.0;
enum Sensitivity
{
    usual = 1,
    high,
    low
};

struct TurnRow
{
    const char* caption;
    const char* hint;
};

constexpr TurnRow turnRows[] = {
    {"Patience", "How long you may pause before the agent answers."},
    {"Speech begins", "Low where music or a noisy room sets the agent off."},
    {"Speech ends", "Low where the agent cuts in while you think."},
    {"Interruption", "Off: it ends its sentence first. The Interrupt button always works."},
    {"Cost at most", "By estimate; at 80 % you are warned, then the conversation ends."},
};

} // namespace

TurnTakingPanel::TurnTakingPanel (ConversationDesk& conversation) : desk (conversation)
{
    setTitle ("Turn taking");
    patience.setRange (TurnTaking::leastPatience, TurnTaking::mostPatience, 50.0);
    patience.setSkewFactorFromMidPoint (usualPatience);
    patience.setTextValueSuffix (" ms");
    cap.setRange (leastCap, mostCap, 0.05);
    cap.setSkewFactorFromMidPoint (5.0);
    addSlider (patience, ownPatience, "Patience", "Otherwise the service chooses it.");
    addChoices (start, "Speech begins", "High: soft speech counts", "Low: only clear speech counts");
    addChoices (end, "Speech ends", "High: sooner", "Low: later");
    interrupts.onClick = [this] { apply(); };
    addAndMakeVisible (interrupts);
    addSlider (cap, ownCap, "Cost at most", "Otherwise it goes on until somebody ends it.");
    cap.setTextValueSuffix (" " + juce::String (desk.currency()));
    load (desk.settings());
}

void TurnTakingPanel::addSlider (juce::Slider& slider, juce::ToggleButton& isSet, const juce::String& title,
                                 const juce::String& otherwise)
{
    slider.setTitle (title);
    slider.setWantsKeyboardFocus (true);
    slider.setTextBoxStyle (juce::Slider::TextBoxRight, false, 90, turnRowHeight - 4);
    slider.setScrollWheelEnabled (false);
    slider.onValueChange = [this] { apply(); };
    isSet.setTitle ("Set: " + title);
    isSet.setTooltip (otherwise);
    isSet.onClick = [this] { apply(); };
    addAndMakeVisible (isSet);
    addAndMakeVisible (slider);
}

void TurnTakingPanel::addChoices (juce::ComboBox& box, const juce::String& title, const juce::String& highWords,
                                  const juce::String& lowWords)
{
    box.addItem ("Service's choice", usual);
    box.addItem (highWords, high);
    box.addItem (lowWords, low);
    box.setTitle (title);
    box.onChange = [this] { apply(); };
    addAndMakeVisible (box);
}

void TurnTakingPanel::refresh()
{
    if (const auto now = desk.settings(); now != seen)
        load (now);
}

void TurnTakingPanel::load (const PluginSettings& settings)
{
    seen = settings;
    const auto& turns = settings.turnTaking;
    const auto itemOf = [] (auto value) {
        return value == decltype (value)::unspecified ? usual : value == decltype (value)::high ? high : low;
    };
    ownPatience.setToggleState (turns.patience.has_value(), juce::dontSendNotification);
    patience.setValue (turns.patience.value_or (usualPatience), juce::dontSendNotification);
    start.setSelectedId (itemOf (turns.start), juce::dontSendNotification);
    end.setSelectedId (itemOf (turns.end), juce::dontSendNotification);
    interrupts.setToggleState (turns.interrupts, juce::dontSendNotification);
    ownCap.setToggleState (settings.costCap.has_value(), juce::dontSendNotification);
    cap.setValue (settings.costCap.value_or (usualCap), juce::dontSendNotification);
    showSliders();
}

void TurnTakingPanel::showSliders()
{
    for (const auto& [slider, isSet] : {std::pair (&patience, &ownPatience), std::pair (&cap, &ownCap)})
    {
        slider->setEnabled (isSet->getToggleState());
        slider->setAlpha (isSet->getToggleState() ? 1.0f : 0.4f);
    }
}

PluginSettings TurnTakingPanel::fromControls() const
{
    auto settings = seen;
    auto& turns = settings.turnTaking;
    const auto choose = [] (const juce::ComboBox& box, auto& value)
    {
        using Value = std::decay_t<decltype (value)>;
        const auto item = box.getSelectedId();
        value = item == high ? Value::high : item == low ? Value::low : Value::unspecified;
    };
    turns.patience.reset();
    settings.costCap.reset();

    if (ownPatience.getToggleState())
        turns.patience = juce::roundToInt (patience.getValue());

    if (ownCap.getToggleState())
        settings.costCap = cap.getValue();

    choose (start, turns.start);
    choose (end, turns.end);
    turns.interrupts = interrupts.getToggleState();
    return settings;
}

void TurnTakingPanel::apply()
{
    showSliders();
    auto settings = fromControls();

    if (settings == seen)
        return;

    seen = settings;
    desk.setSettings (std::move (settings));

    if (onEdited)
        onEdited();
}

void TurnTakingPanel::paint (juce::Graphics& g)
{
    const auto& colours = paletteOf (*this);
    auto area = getLocalBounds();

    for (const auto& [caption, hint] : turnRows)
    {
        auto row = area.removeFromTop (turnRowHeight);
        g.setFont (ParlandoLook::font (16.0f));
        g.setColour (colours.text);
        g.drawText (caption, row.removeFromLeft (turnCaptionWidth), juce::Justification::centredLeft);
        g.setFont (ParlandoLook::font (14.0f));
        g.setColour (colours.quietText);
        g.drawFittedText (hint, area.removeFromTop (turnHintHeight).withTrimmedLeft (turnCaptionWidth),
                          juce::Justification::topLeft, 1, 0.8f);
        area.removeFromTop (turnRowGap);
    }
}

void TurnTakingPanel::resized()
{
    auto area = getLocalBounds();
    const auto nextRow = [&]
    {
        auto row = area.removeFromTop (turnRowHeight).withTrimmedLeft (turnCaptionWidth);
        area.removeFromTop (turnHintHeight + turnRowGap);
        return row;
    };
    const auto placeSlider = [] (juce::Rectangle<int> row, juce::ToggleButton& isSet, juce::Slider& slider)
    {
        isSet.setBounds (row.removeFromLeft (70));
        slider.setBounds (row);
    };
    placeSlider (nextRow(), ownPatience, patience);
    start.setBounds (nextRow());
    end.setBounds (nextRow());
    interrupts.setBounds (nextRow());
    placeSlider (nextRow(), ownCap, cap);
}

} // namespace parlando
