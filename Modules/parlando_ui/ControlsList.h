#pragma once

#include <parlando_plugin/parlando_plugin.h>

#include <juce_gui_basics/juce_gui_basics.h>

#include <functional>

namespace parlando
{

/** What the agent may move, a row each with how far it may: the slots from row 0 on, then the plugin's own parameters.
    Message thread. */
class ControlsList final : public juce::ListBox, private juce::ListBoxModel
{
public:
    explicit ControlsList (std::vector<Control> pluginsOwn);
    ~ControlsList() override;

    std::function<void (int row)> onChosen;

    void show (const ToolLayout&);

    static bool isSlot (int row) noexcept { return row < static_cast<int> (ToolLayout::numSlots); }

    /** Of a row that is no slot: ToolLayout::ownIds. */
    [[nodiscard]] const std::string& ownIdOf (int row) const { return ownAt (row).id; }

    [[nodiscard]] ControlAccess accessOf (int row) const;

    static juce::String wordFor (ControlAccess);

    void lookAndFeelChanged() override;

private:
    int getNumRows() override;
    void paintListBoxItem (int row, juce::Graphics&, int width, int height, bool isSelected) override;
    juce::String getNameForRow (int row) override;
    void selectedRowsChanged (int row) override;

    [[nodiscard]] const Control& ownAt (int row) const;
    [[nodiscard]] juce::String nameOf (int row) const;
    [[nodiscard]] bool isUsed (int row) const;

    const std::vector<Control> own;
    ToolLayout shown;
};

} // namespace parlando
