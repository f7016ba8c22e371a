#include "AgentPanel.h"

#include "Palette.h"
#include "ParlandoLook.h"

namespace parlando
{
namespace
{

constexpr std::size_t longestInstructions = 64 * 1024; // bytes, as PluginSettings says
constexpr int servicesChoice = 1;                      // first item of the boxes
constexpr int longestModel = 200, longestLanguage = 35;

constexpr const char* thinkingWords[]{"Minimal", "Low", "Medium", "High"};

juce::String asText (std::string_view words)
{
    return juce::String::fromUTF8 (words.data(), static_cast<int> (words.size()));
}

} // namespace

AgentPanel::AgentPanel (ConversationDesk& conversation, const Provider& service)
    : SettingsPage (conversation, "Agent"), provider (service)
{
    int item = 0;

    for (const auto name : provider.models())
        model.addItem (asText (name), ++item);

    model.setEditableText (true);
    add (model, "Model");
    abilities.setTitle ("What the model can do");
    abilities.setFont (ParlandoLook::font (14.0f));
    abilities.setBorderSize ({});
    abilities.setJustificationType (juce::Justification::topLeft);
    addAndMakeVisible (abilities);
    listVoices();
    add (language, "Language", "Service's choice, or a code such as de-DE", longestLanguage);
    listThinking();
    temperature.slider.setRange (0.0, 2.0, 0.05);
    add (temperature, "Temperature", "Otherwise the service chooses it.");
    instructions.setMultiLine (true);
    instructions.setReturnKeyStartsNewLine (true);
    add (instructions, "Instructions", "Who the agent is and how it should speak",
         static_cast<int> (longestInstructions));
    begin();
}

std::span<const SettingsPage::Row> AgentPanel::rows() const
{
    // The space keeps the line in which the model's abilities stand.
    static constexpr Row all[]{{"Model", " "},   {"Voice", ""},       {"Language", ""},
                               {"Thinking", ""}, {"Temperature", ""}, {"Instructions", ""}};
    return all;
}

void AgentPanel::listVoices()
{
    voice.addItem ("Service's choice", servicesChoice);
    int item = servicesChoice;

    for (const auto& [name, style] : provider.voices())
        voice.addItem (asText (name) + (style.empty() ? juce::String() : " (" + asText (style).toLowerCase() + ")"),
                       ++item);

    add (voice, "Voice");
}

void AgentPanel::listThinking()
{
    thinking.addItem ("Service's choice", servicesChoice);
    int item = servicesChoice;

    for (const auto* words : thinkingWords)
        thinking.addItem (words, ++item);

    add (thinking, "Thinking");
}

void AgentPanel::showAbilities (const std::string& name)
{
    const auto able = provider.abilitiesOf (name);
    abilities.setText (asText (able.sentence), juce::dontSendNotification);
    thinking.setEnabled (able.canThink);
    thinking.setTooltip (able.canThink ? "More thinking, later answers."
                                       : "This model does not think before it speaks.");
}

void AgentPanel::show (const PluginSettings& settings)
{
    const auto voices = provider.voices();
    const auto chosen = std::find_if (voices.begin(), voices.end(),
                                      [&] (const OfferedVoice& each) { return each.name == settings.voice; });
    const int place = chosen == voices.end() ? -1 : static_cast<int> (chosen - voices.begin());
    voice.setSelectedId (servicesChoice + 1 + place, juce::dontSendNotification);
    thinking.setSelectedId (servicesChoice + static_cast<int> (settings.thinking), juce::dontSendNotification);
    model.setText (asText (settings.model), juce::dontSendNotification);
    showAbilities (settings.model);
    temperature.show (settings.temperature, 1.0);

    // Whoever types keeps the caret.
    for (const auto& [field, text] :
         {std::pair (&language, &settings.language), std::pair (&instructions, &settings.instructions)})
        if (field->getText().trim() != asText (*text).trim())
            field->setText (asText (*text), juce::dontSendNotification);
}

std::string AgentPanel::chosenVoice() const
{
    const auto place = static_cast<std::size_t> (std::max (0, voice.getSelectedId() - servicesChoice));
    return place == 0 ? std::string() : std::string (provider.voices()[place - 1].name);
}

void AgentPanel::take (PluginSettings& settings) const
{
    settings.model = model.getText().trim().substring (0, longestModel).toStdString();
    settings.voice = chosenVoice();
    settings.language = language.getText().trim().toStdString();
    settings.instructions = instructions.getText().toStdString();
    settings.temperature = temperature.value();
    settings.thinking = static_cast<ThinkingLevel> (std::max (0, thinking.getSelectedId() - servicesChoice));

    if (settings.model.empty())
        settings.model = provider.usualModel();
}

juce::String AgentPanel::problemWith (const PluginSettings& settings) const
{
    return settings.instructions.size() > longestInstructions
               ? juce::String ("The instructions are too long: at most 64 kB count.")
               : juce::String();
}

void AgentPanel::lookAndFeelChanged()
{
    SettingsPage::lookAndFeelChanged();
    abilities.setColour (juce::Label::textColourId, paletteOf (*this).quietText);
}

void AgentPanel::resized()
{
    auto area = getLocalBounds();
    model.setBounds (takeRow (area, 0));
    abilities.setBounds (model.getBounds().translated (0, rowHeight + 2).withHeight (hintHeight - 2));
    voice.setBounds (takeRow (area, 1));
    language.setBounds (takeRow (area, 2));
    thinking.setBounds (takeRow (area, 3));
    temperature.setBounds (takeRow (area, 4));
    instructions.setBounds (area.withTrimmedLeft (captionWidth));
}

} // namespace parlando
