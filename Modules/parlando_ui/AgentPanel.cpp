#include "AgentPanel.h"

#include "Palette.h"
#include "ParlandoLook.h"

namespace parlando
{
namespace
{

constexpr int rowHeight = 32, rowGap = 6, captionWidth = 112;
constexpr std::size_t longestInstructions = 64 * 1024; // bytes, as PluginSettings says
constexpr int servicesChoice = 1;                      // item of the voices

const char* const tooLong = "The instructions are too long: at most 64 kB count.";
const char* const fieldNames[] = {"Model", "Voice", "Language", "Temperature", "Instructions"};

juce::String asText (std::string_view words)
{
    return juce::String::fromUTF8 (words.data(), static_cast<int> (words.size()));
}

} // namespace

AgentPanel::AgentPanel (ConversationDesk& conversation) : desk (conversation)
{
    setTitle ("Agent");
    setFocusContainerType (FocusContainerType::keyboardFocusContainer);
    addField (model, "Model", asText (defaultModel), 200);
    listVoices();
    addField (language, "Language", "Service's choice, or a code such as de-DE", 35);
    addTemperature();
    instructions.setMultiLine (true);
    instructions.setReturnKeyStartsNewLine (true);
    addField (instructions, "Instructions", "Who the agent is and how it should speak",
              static_cast<int> (longestInstructions));
    load (desk.settings());
}

void AgentPanel::addField (juce::TextEditor& field, const juce::String& title, const juce::String& hint, int longest)
{
    field.setTitle (title);
    field.setFont (ParlandoLook::font (16.0f));
    field.setTextToShowWhenEmpty (hint, paletteOf (*this).quietText);
    field.setInputRestrictions (longest);
    field.onTextChange = [this] { apply(); };
    field.onEscapeKey = [] { juce::Component::unfocusAllComponents(); };

    if (! field.isMultiLine())
    {
        field.onReturnKey = [] { juce::Component::unfocusAllComponents(); };
        field.setJustification (juce::Justification::centredLeft);
    }

    field.setIndents (8, field.isMultiLine() ? 6 : 0);

    addAndMakeVisible (field);
}

void AgentPanel::listVoices()
{
    voice.addItem ("Service's choice", servicesChoice);
    int item = servicesChoice;

    for (const auto& each : prebuiltVoices())
        voice.addItem (asText (each.name) + " (" + asText (each.style).toLowerCase() + ")", ++item);

    voice.setTitle ("Voice");
    voice.onChange = [this] { apply(); };
    addAndMakeVisible (voice);
}

void AgentPanel::addTemperature()
{
    temperature.setRange (0.0, 2.0, 0.05);
    temperature.setTitle ("Temperature");
    temperature.setWantsKeyboardFocus (true);
    temperature.setTextBoxStyle (juce::Slider::TextBoxRight, false, 60, rowHeight - 4);
    temperature.setScrollWheelEnabled (false);
    temperature.onValueChange = [this] { apply(); };
    ownTemperature.setTitle ("Set the temperature");
    ownTemperature.setTooltip ("Otherwise the service chooses it.");
    ownTemperature.onClick = [this] { apply(); };
    addAndMakeVisible (ownTemperature);
    addAndMakeVisible (temperature);
}

void AgentPanel::showTemperature()
{
    const bool isOwn = ownTemperature.getToggleState();
    temperature.setEnabled (isOwn);
    temperature.setAlpha (isOwn ? 1.0f : 0.4f);
}

void AgentPanel::refresh()
{
    if (const auto now = desk.settings(); now != seen)
        load (now);
}

void AgentPanel::load (const PluginSettings& settings)
{
    seen = settings;
    const auto voices = prebuiltVoices();
    const auto chosen = std::find_if (voices.begin(), voices.end(),
                                      [&] (const PrebuiltVoice& each) { return each.name == settings.voice; });
    const int place = chosen == voices.end() ? -1 : static_cast<int> (chosen - voices.begin());
    voice.setSelectedId (servicesChoice + 1 + place, juce::dontSendNotification);

    model.setText (asText (settings.model), juce::dontSendNotification);
    language.setText (asText (settings.language), juce::dontSendNotification);
    instructions.setText (asText (settings.instructions), juce::dontSendNotification);
    ownTemperature.setToggleState (settings.temperature.has_value(), juce::dontSendNotification);
    temperature.setValue (settings.temperature.value_or (1.0), juce::dontSendNotification);
    showTemperature();
    wrong.clear();
}

std::string AgentPanel::chosenVoice() const
{
    const auto place = static_cast<std::size_t> (std::max (0, voice.getSelectedId() - servicesChoice));
    return place == 0 ? std::string() : std::string (prebuiltVoices()[place - 1].name);
}

PluginSettings AgentPanel::fromFields() const
{
    auto settings = seen;
    settings.model = model.getText().trim().toStdString();
    settings.voice = chosenVoice();
    settings.language = language.getText().trim().toStdString();
    settings.instructions = instructions.getText().toStdString();
    settings.temperature.reset();

    if (settings.model.empty())
        settings.model = defaultModel;

    if (ownTemperature.getToggleState())
        settings.temperature = temperature.getValue();

    return settings;
}

void AgentPanel::apply()
{
    showTemperature();
    auto settings = fromFields();
    const bool isTooLong = settings.instructions.size() > longestInstructions;
    wrong = isTooLong ? tooLong : "";

    if (isTooLong || settings == seen)
        return;

    seen = settings;
    desk.setSettings (std::move (settings));

    if (onEdited)
        onEdited();
}

void AgentPanel::paint (juce::Graphics& g)
{
    g.fillAll (paletteOf (*this).background);
    g.setColour (paletteOf (*this).quietText);
    g.setFont (ParlandoLook::font (16.0f));
    auto area = getLocalBounds().removeFromLeft (captionWidth);

    for (const auto* name : fieldNames)
    {
        g.drawText (name, area.removeFromTop (rowHeight), juce::Justification::centredLeft);
        area.removeFromTop (rowGap);
    }
}

void AgentPanel::lookAndFeelChanged()
{
    const auto& colours = paletteOf (*this);

    for (auto* field : {&model, &language, &instructions})
    {
        field->setTextToShowWhenEmpty (field->getTextToShowWhenEmpty(), colours.quietText);
        field->applyColourToAllText (colours.text);
    }
}

void AgentPanel::resized()
{
    auto area = getLocalBounds();
    for (auto* field : std::initializer_list<juce::Component*>{&model, &voice, &language})
    {
        field->setBounds (area.removeFromTop (rowHeight).withTrimmedLeft (captionWidth));
        area.removeFromTop (rowGap);
    }

    auto row = area.removeFromTop (rowHeight).withTrimmedLeft (captionWidth);
    ownTemperature.setBounds (row.removeFromLeft (70));
    temperature.setBounds (row);
    area.removeFromTop (rowGap);
    instructions.setBounds (area.withTrimmedLeft (captionWidth));
}

} // namespace parlando
