#pragma once

#include "AccountPanel.h"
#include "AgentPanel.h"
#include "KeepPanel.h"
#include "PresetsMenu.h"
#include "SessionPanel.h"
#include "SoundPanel.h"
#include "TakesPanel.h"
#include "ToolsPanel.h"
#include "TurnTakingPanel.h"

namespace parlando
{

/** All settings, in pages; presets, the way back, and two sides to compare. What is changed while a conversation runs
    comes with its next gap between turns. Message thread. */
class SettingsPanel final : public juce::Component
{
public:
    /** `presetsFolder` as in PresetsMenu. */
    SettingsPanel (PluginProcessor&, juce::File presetsFolder);

    std::function<void()> onDone;
    std::function<void()> onPast; /**< The person wants to see the past conversations. */

    /** Shows what the desk has; 10 times a second while the panel is showing. */
    void refresh();

    /** 30 times a second while the panel is showing. */
    void refreshParameters();

    /** For tests and pictures: by its word, such as "Agent". */
    void showPage (const juce::String& word);

    [[nodiscard]] PresetsMenu& presetsMenu() noexcept { return presets; }

    bool keyPressed (const juce::KeyPress&) override;
    void paint (juce::Graphics&) override;
    void resized() override;
    void lookAndFeelChanged() override;

private:
    struct Page
    {
        Page (juce::Component& page, const juce::String& word) : view (page), tab (word) {}

        juce::Component& view;
        juce::TextButton tab;
    };

    void addPage (juce::Component&, const juce::String& word);
    void addButtons();
    void show (const juce::Component&);
    [[nodiscard]] juce::String noteInWords() const;

    ConversationDesk& desk;
    const Provider& provider;
    AgentPanel agent;
    TurnTakingPanel turnTaking;
    ToolsPanel tools;
    SoundPanel sound;
    AccountPanel account;
    SessionPanel session;
    KeepPanel keep;
    TakesPanel takes;
    PresetsMenu presets;
    std::vector<std::unique_ptr<Page>> pages;
    juce::TextButton presetsButton{juce::String::fromUTF8 ("Presets…")}, compare, undo{"Undo"}, redo{"Redo"},
        done{"Done"};
    juce::Label note;
};

} // namespace parlando
