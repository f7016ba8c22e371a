// ConversationList: what of it is in sight.

#include "ConversationList.h"

#include <algorithm>

namespace parlando
{
namespace
{

constexpr int closeToEnd = 24;

/** The list's corners are round as far as this. */
constexpr int sightMargin = 8, leftOfRows = 4, rightOfRows = 12;

/** Rows out of sight that stay because of a selection or the focus. */
constexpr int mostKeptRows = 8;

} // namespace

int ConversationList::rowWidth() const { return std::max (1, sight.getWidth() - leftOfRows - rightOfRows); }

RowPlaces::Range ConversationList::wanted() const
{
    const auto now = places.between (places.viewTop (viewHeight()), viewHeight());
    return {std::max (0, now.first - 1), std::min (places.size(), now.end + 1)};
}

void ConversationList::layOut()
{
    const juce::ScopedValueSetter<bool> placing (isPlacing, true);
    auto range = wanted();

    // What is measured may bring others into sight.
    while (makeRows (range))
        range = wanted();

    dropRows (range);
    placeRows();
}

/** Whether any height was found out. */
bool ConversationList::makeRows (RowPlaces::Range range)
{
    auto hasMeasured = false;

    for (auto item = range.first; item < range.end; ++item)
    {
        const auto at = [&] (const Row& each) { return each.item == item; };

        if (std::none_of (rows.begin(), rows.end(), at))
            addRow (item);
        else if (places.isMeasured (item))
            continue;

        places.setHeight (item, std::find_if (rows.begin(), rows.end(), at)->view->heightFor (rowWidth()));
        hasMeasured = true;
    }

    return hasMeasured;
}

void ConversationList::dropRows (RowPlaces::Range range)
{
    int kept = 0;
    std::erase_if (rows,
                   [&] (const Row& each)
                   {
                       const auto isOut = each.item < range.first || each.item >= range.end;
                       return isOut && ! (each.view->isInUse() && ++kept <= mostKeptRows);
                   });
}

void ConversationList::placeRows()
{
    const auto y = places.viewTop (viewHeight());
    const auto total = places.totalHeight();
    seen = places.between (y, viewHeight());
    sight.repaint(); // at once, or each row adds its old and its new place

    for (auto& each : rows)
        each.view->setBounds (leftOfRows, places.topOf (each.item) - y, rowWidth(), places.heightOf (each.item));

    extent.setSize (sight.getWidth(), total);
    viewport.setViewPosition (0, y);
    newest.setVisible (! places.followsEnd() && y + viewHeight() < total - closeToEnd);
}

void ConversationList::scrolled()
{
    if (isPlacing)
        return;

    const auto y = viewport.getViewPositionY();

    if (y + viewHeight() >= places.totalHeight())
        places.followEnd();
    else
        places.hold (y, viewHeight(), seen);

    layOut();
}

void ConversationList::scrollBy (int pixels) { viewport.setViewPosition (0, viewport.getViewPositionY() + pixels); }

void ConversationList::scrollTo (int item)
{
    const auto y = viewport.getViewPositionY();
    const auto top = places.topOf (item), bottom = top + places.heightOf (item);

    if (top < y || bottom - top > viewHeight())
        viewport.setViewPosition (0, top);
    else if (bottom > y + viewHeight())
        viewport.setViewPosition (0, bottom - viewHeight());
}

void ConversationList::focusOfChildComponentChanged (FocusChangeType cause)
{
    if (cause != focusChangedByTabKey)
        return;

    for (const auto& each : rows)
        if (each.view->hasKeyboardFocus (true))
            return scrollTo (each.item);
}

bool ConversationList::keyPressed (const juce::KeyPress& key)
{
    const auto isFar = key.getModifiers().isCommandDown();
    const auto page = std::max (1, viewHeight() - 2 * closeToEnd);

    if (key.isKeyCode (juce::KeyPress::pageUpKey))
        scrollBy (-page);
    else if (key.isKeyCode (juce::KeyPress::pageDownKey))
        scrollBy (page);
    else if (key.isKeyCode (juce::KeyPress::homeKey) && isFar)
        viewport.setViewPosition (0, 0);
    else if (key.isKeyCode (juce::KeyPress::endKey) && isFar)
        newest.onClick();
    else
        return false;

    return true;
}

void ConversationList::mouseWheelMove (const juce::MouseEvent& event, const juce::MouseWheelDetails& wheel)
{
    if (! viewport.useMouseWheelMoveIfNeeded (event.getEventRelativeTo (&viewport), wheel))
        juce::Component::mouseWheelMove (event, wheel);
}

void ConversationList::Finger::mouseDrag (const juce::MouseEvent& event)
{
    if (event.source.isTouch())
        viewport.setViewPosition (0, from - event.getDistanceFromDragStartY());
}

void ConversationList::lookAndFeelChanged()
{
    places.forgetHeights();
    layOut();
}

void ConversationList::resized()
{
    viewport.setBounds (getLocalBounds().reduced (1));
    sight.setBounds (
        viewport.getBounds().withTrimmedRight (viewport.getScrollBarThickness()).withTrimmedLeft (sightMargin));
    newest.setBounds (getLocalBounds().removeFromBottom (42).withSizeKeepingCentre (110, 30));
    places.setWidth (rowWidth());
    layOut();
}

} // namespace parlando
