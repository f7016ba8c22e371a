#pragma once

#include <juce_gui_basics/juce_gui_basics.h>

namespace parlando::testing
{

/** Presses the item whose text begins so; false where there is none that can be pressed. */
inline bool press (const juce::PopupMenu& menu, const juce::String& text)
{
    for (juce::PopupMenu::MenuItemIterator each (menu, true); each.next();)
        if (auto& item = each.getItem(); item.text.startsWith (text) && item.isEnabled && item.action)
        {
            item.action();
            return true;
        }

    return false;
}

} // namespace parlando::testing
