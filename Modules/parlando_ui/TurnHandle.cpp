#include "TurnHandle.h"

#include "Palette.h"

namespace parlando
{

TurnHandle::TurnHandle (const ConversationItem& shown) : item (shown)
{
    setTitle (hasNotes() ? "The notes of this call" : "The agent's voice in this turn");
    setHelpText ("Shows what can be done with it, as Shift and F10 do");
    setTooltip ("Drag it into a track or a folder; right-click for more");
    setMouseCursor (juce::MouseCursor::DraggingHandCursor);
    setMouseClickGrabsKeyboardFocus (false);
}

bool TurnHandle::hasNotes() const noexcept { return item.kind == ConversationItem::Kind::toolCall; }

juce::PopupMenu TurnHandle::menu() const { return turns != nullptr ? turns->menu.menu (item) : juce::PopupMenu(); }

bool TurnHandle::showMenu() { return showMenu ({}); }

bool TurnHandle::showMenu (juce::Rectangle<int> place)
{
    auto all = menu();

    if (all.getNumItems() == 0)
        return false;

    const auto options = place.isEmpty() ? juce::PopupMenu::Options().withMousePosition()
                                         : juce::PopupMenu::Options().withTargetScreenArea (place);
    all.setLookAndFeel (&getLookAndFeel());
    all.showMenuAsync (options.withDeletionCheck (*this),
                       [handle = SafePointer (this)] (int)
                       {
                           if (handle != nullptr)
                               handle->repaint();
                       });
    return true;
}

bool TurnHandle::isMenuKey (const juce::KeyPress& key)
{
    return key == juce::KeyPress (juce::KeyPress::F10Key, juce::ModifierKeys::shiftModifier, 0);
}

bool TurnHandle::isMenuKeyDown()
{
#if JUCE_LINUX || JUCE_BSD
    constexpr int menuKey = 0x10000000 | 0x67; // as JUCE writes X11's XK_Menu, 0xff67
    return juce::KeyPress::isKeyCurrentlyDown (menuKey);
#else
    return false;
#endif
}

void TurnHandle::mouseDown (const juce::MouseEvent& event)
{
    if (turns == nullptr)
        return;

    if (event.mods.isPopupMenu())
    {
        showMenu();
    }
    else if (event.mods.isCommandDown() && ! hasNotes())
    {
        turns->files.toggleMark (item);
        repaint();
    }
    else
    {
        turns->drag.press (item);
    }
}

void TurnHandle::mouseDrag (const juce::MouseEvent& event)
{
    if (turns != nullptr && event.mods.isLeftButtonDown() && event.getDistanceFromDragStart() > TurnDrag::threshold)
        turns->drag.drag (*this);
}

void TurnHandle::mouseUp (const juce::MouseEvent&)
{
    if (turns != nullptr)
        turns->drag.letGo();
}

void TurnHandle::paint (juce::Graphics& g)
{
    const auto isMarked = turns != nullptr && ! hasNotes() && turns->files.isMarked (item);
    const auto isOver = isMouseOver();
    const auto& colours = paletteOf (*this);
    constexpr float corner = 4.0f, dot = 2.0f, dotStep = 5.0f;
    const auto area = getLocalBounds().toFloat().reduced (0.5f);

    if (isMarked || isOver)
    {
        g.setColour (isMarked ? colours.speaking : colours.outline);
        g.drawRoundedRectangle (area, corner, isMarked ? 2.0f : 1.0f);
    }

    // What can be taken hold of.
    g.setColour (isOver || isMarked ? colours.text : colours.quietText);

    for (int row = -1; row <= 1; ++row)
        for (int column = 0; column < 2; ++column)
            g.fillEllipse (juce::Rectangle<float> (dot, dot).withCentre (
                {area.getRight() - 6.0f - dotStep * static_cast<float> (column),
                 area.getCentreY() + dotStep * static_cast<float> (row)}));
}

std::unique_ptr<juce::AccessibilityHandler> TurnHandle::createAccessibilityHandler()
{
    const auto show = [this] { showMenu (getScreenBounds()); };
    return std::make_unique<juce::AccessibilityHandler> (
        *this, juce::AccessibilityRole::button,
        juce::AccessibilityActions()
            .addAction (juce::AccessibilityActionType::press, show)
            .addAction (juce::AccessibilityActionType::showMenu, show));
}

} // namespace parlando
