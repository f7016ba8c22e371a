#pragma once

#include "ControlsList.h"
#include "SettingsPage.h"

namespace parlando
{

/** What the agent may move: the slots, what each means and whether it may be moved, and the plugin's own parameters.
    Message thread. */
class ToolsPanel final : public SettingsPage
{
public:
    explicit ToolsPanel (PluginProcessor&);

    void paint (juce::Graphics&) override;
    void resized() override;

private:
    [[nodiscard]] std::span<const Row> rows() const override { return {}; }
    void show (const PluginSettings&) override;
    void take (PluginSettings&) const override;
    [[nodiscard]] juce::String problemWith (const PluginSettings&) const override;

    void addFields();
    void addSets();
    void chooseSet();
    void showKind();
    void takeSlot (ControlDefinition&) const;
    [[nodiscard]] bool isSlot() const noexcept { return ControlsList::isSlot (selected); }

    PluginProcessor& plugin;
    ToolLayout shown;
    int selected = 0;
    ControlsList list;
    juce::ComboBox set, kind, access;
    juce::TextEditor name, description, least, most, unit, choices;
    juce::ToggleButton transport{"It may ask for tempo and place"}, values{"It is told all values at first"};
};

} // namespace parlando
