#pragma once

#include "SettingsPage.h"

#include <parlando_provider/Provider.h>

namespace parlando
{

/** Who the agent is: model, voice, language, thinking, temperature and instructions. Message thread. */
class AgentPanel final : public SettingsPage
{
public:
    AgentPanel (ConversationDesk&, const Provider&);

    void resized() override;

private:
    [[nodiscard]] std::span<const Row> rows() const override;
    void show (const PluginSettings&) override;
    void take (PluginSettings&) const override;
    [[nodiscard]] juce::String problemWith (const PluginSettings&) const override;

    void listVoices();
    void listThinking();
    void showAbilities (const std::string& model);
    [[nodiscard]] std::string chosenVoice() const;
    void lookAndFeelChanged() override;

    const Provider& provider;
    juce::ComboBox model, voice, thinking;
    juce::Label abilities;
    juce::TextEditor language, instructions;
    OptionalSlider temperature;
};

} // namespace parlando
