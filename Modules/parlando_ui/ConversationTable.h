#pragma once

#include <juce_gui_basics/juce_gui_basics.h>

namespace parlando
{

class ConversationList;

/** A conversation as screen readers see it: how many items there are, those of them that have a row, and the way to the
    others. Message thread. */
class ConversationTable final : public juce::AccessibilityTableInterface
{
public:
    explicit ConversationTable (ConversationList& shown) : list (shown) {}

    int getNumRows() const override;
    int getNumColumns() const override { return 1; }
    const juce::AccessibilityHandler* getCellHandler (int, int) const override { return nullptr; }
    const juce::AccessibilityHandler* getRowHandler (int row) const override;
    const juce::AccessibilityHandler* getHeaderHandler() const override { return nullptr; }
    juce::Optional<Span> getRowSpan (const juce::AccessibilityHandler&) const override;
    juce::Optional<Span> getColumnSpan (const juce::AccessibilityHandler&) const override { return Span{0, 1}; }
    void showCell (const juce::AccessibilityHandler&) const override;

private:
    ConversationList& list;
};

} // namespace parlando
