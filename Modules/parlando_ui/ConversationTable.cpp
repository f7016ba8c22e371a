#include "ConversationTable.h"

#include "ConversationList.h"

namespace parlando
{

int ConversationTable::getNumRows() const { return list.itemCount(); }

const juce::AccessibilityHandler* ConversationTable::getRowHandler (int row) const
{
    auto* view = list.rowOf (row);
    return view != nullptr ? view->getAccessibilityHandler() : nullptr;
}

juce::Optional<ConversationTable::Span> ConversationTable::getRowSpan (const juce::AccessibilityHandler& row) const
{
    const auto item = list.itemOfRow (row.getComponent());
    return item ? juce::makeOptional (Span{*item, 1}) : juce::nullopt;
}

void ConversationTable::showCell (const juce::AccessibilityHandler& row) const
{
    if (const auto item = list.itemOfRow (row.getComponent()))
        list.scrollTo (*item);
}

} // namespace parlando
