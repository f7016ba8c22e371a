#pragma once

#include "SettingsPage.h"

#include <array>

namespace parlando
{

/** What the agent may move: the slots, what each means and whether it may be moved, and the plugin's own parameters.
    Message thread. */
class ToolsPanel final : public SettingsPage, private juce::ListBoxModel
{
public:
    explicit ToolsPanel (PluginProcessor&);
    ~ToolsPanel() override;

    /** Shows this control: a slot from 0 on, then the plugin's own (ToolLayout::ownIds). */
    void select (int row);

    void paint (juce::Graphics&) override;
    void resized() override;
    void lookAndFeelChanged() override;

private:
    [[nodiscard]] std::span<const Row> rows() const override { return {}; }
    void show (const PluginSettings&) override;
    void take (PluginSettings&) const override;
    [[nodiscard]] juce::String problemWith (const PluginSettings&) const override;

    int getNumRows() override;
    void paintListBoxItem (int row, juce::Graphics&, int width, int height, bool isSelected) override;
    juce::String getNameForRow (int row) override;
    void selectedRowsChanged (int row) override;

    void addFields();
    void addSets();
    void chooseSet();
    void showKind();
    void takeSlot (ControlDefinition&) const;
    [[nodiscard]] bool isSlot() const noexcept { return selected < static_cast<int> (ToolLayout::numSlots); }
    [[nodiscard]] juce::String nameOfRow (int row) const;
    [[nodiscard]] ControlAccess accessOfRow (int row) const;

    PluginProcessor& plugin;
    ToolLayout shown;
    std::vector<Control> own;
    int selected = 0;
    juce::ListBox list{"Controls", this};
    juce::ComboBox set, kind, access;
    juce::TextEditor name, description, least, most, unit, choices;
    juce::ToggleButton transport{"It may ask for tempo and place"}, values{"It is told all values at first"};
};

} // namespace parlando
