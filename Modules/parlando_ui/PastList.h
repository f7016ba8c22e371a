#pragma once

#include <parlando_plugin/parlando_plugin.h>

#include <juce_gui_basics/juce_gui_basics.h>

#include <functional>

namespace parlando
{

/** "12:34", with hours "1:02:03"; empty for less than a second. */
juce::String lengthInWords (double seconds);

/** "5.2 MB", in powers of a thousand as file managers have it. */
juce::String sizeInWords (std::uint64_t bytes);

/** What is kept of past conversations, a row each: what it was about, when, and what there is of it. Message thread. */
class PastList final : public juce::ListBox, private juce::ListBoxModel
{
public:
    PastList();
    ~PastList() override;

    std::function<void()> onChosen; /**< Another one is selected, or none. */
    std::function<void()> onListen; /**< A row was clicked twice, or Return was pressed. */
    std::function<void()> onDelete; /**< The key for it was pressed. */

    void clear();
    void add (std::vector<FoundConversation>);
    void remove (const std::string& folder);

    [[nodiscard]] int count() const noexcept { return static_cast<int> (shown.size()); }

    /** Null where none is selected. */
    [[nodiscard]] const PastConversation* chosen() const;

    void lookAndFeelChanged() override;

private:
    int getNumRows() override { return count(); }
    void paintListBoxItem (int row, juce::Graphics&, int width, int height, bool isSelected) override;
    juce::String getNameForRow (int row) override;
    void selectedRowsChanged (int) override;
    void listBoxItemDoubleClicked (int, const juce::MouseEvent&) override { returnKeyPressed (0); }
    void returnKeyPressed (int) override;
    void deleteKeyPressed (int) override;

    std::vector<FoundConversation> shown;
};

} // namespace parlando
