#include "ConversationList.h"

#include "ComponentImage.h"
#include "ConversationTable.h"
#include "Palette.h"
#include "ParlandoLook.h"

#include <algorithm>

namespace parlando
{
namespace
{

constexpr int nearEnd = 24;
constexpr float corner = 8.0f;

std::pair<int, std::uint64_t> keyOf (const ConversationItem& item) { return {static_cast<int> (item.kind), item.id}; }

bool hasMoved (const ConversationItem& call)
{
    return call.progress == ConversationItem::Progress::done && call.text.contains (juce::String::fromUTF8 ("→"));
}

} // namespace

ConversationList::ConversationList()
{
    setTitle ("Conversation");
    setFocusContainerType (FocusContainerType::focusContainer);
    viewport.onScroll = [this] { scrolled(); };
    viewport.setViewedComponent (&extent, false);
    extent.setVisible (false); // or all of the list would be painted whenever it moves
    viewport.setScrollBarsShown (true, false);
    viewport.setWantsKeyboardFocus (false);
    addAndMakeVisible (viewport);
    sight.setInterceptsMouseClicks (false, true);
    sight.addMouseListener (&finger, true);
    addChildComponent (sight);
    addMouseListener (&finger, false); // beside the rows
    newest.setTitle ("Go to the newest words");
    newest.onClick = [this]
    {
        places.followEnd();
        layOut();
    };
    newest.setCachedComponentImage (new ComponentImage (newest)); // which it deletes
    addChildComponent (newest);
}

void ConversationList::show (std::vector<ItemOutline> items, bool undoable)
{
    const auto wasEmpty = places.size() == 0;

    if (viewport.getViewArea().getBottom() >= extent.getHeight() - nearEnd)
        places.followEnd();

    hasUndo = undoable;
    places.show (std::move (items), rowWidth());
    findRows();
    lookForMoved();

    for (auto& each : rows)
        showRow (each);

    layOut();
    tick (Instant::clock::now());

    sight.setVisible (places.size() > 0);

    if (wasEmpty == sight.isVisible())
        repaint();
}

/** What they are about may stand elsewhere, or be gone. */
void ConversationList::findRows()
{
    for (auto& each : rows)
    {
        const auto& item = each.view->item();
        each.item = places.find ({.kind = item.kind, .id = item.id}, each.item).value_or (-1);
    }

    std::erase_if (rows, [] (const Row& each) { return each.item < 0; });
}

void ConversationList::showRow (Row& row)
{
    if (const auto item = itemOf ? itemOf (places.outline (row.item)) : std::nullopt; item && row.view->show (*item))
        places.setHeight (row.item, row.view->heightFor (rowWidth()));

    offerUndo (row);
}

ConversationRow* ConversationList::rowOf (int item) const
{
    const auto found = std::find_if (rows.begin(), rows.end(), [&] (const Row& each) { return each.item == item; });
    return found != rows.end() ? found->view.get() : nullptr;
}

std::optional<int> ConversationList::itemOfRow (const juce::Component& row) const
{
    const auto found =
        std::find_if (rows.begin(), rows.end(), [&] (const Row& each) { return each.view.get() == &row; });
    return found != rows.end() ? std::optional (found->item) : std::nullopt;
}

void ConversationList::addRow (int item)
{
    const auto& outline = places.outline (item);
    ConversationItem unknown;
    unknown.kind = outline.kind;
    unknown.id = outline.id;
    auto shown = (itemOf ? itemOf (outline) : std::nullopt).value_or (unknown);
    const auto key = keyOf (shown);
    auto view = std::make_unique<ConversationRow> (std::move (shown), open.contains (key));
    view->onFold = [this, key, row = view.get()]
    {
        if (row->isFolded())
            open.erase (key);
        else
            open.insert (key);

        for (auto& each : rows)
            if (each.view.get() == row)
                places.setHeight (each.item, row->heightFor (rowWidth()));

        layOut();
    };
    view->use (turns);
    const auto after = std::find_if (rows.begin(), rows.end(), [&] (const Row& each) { return each.item > item; });
    auto& added = *rows.insert (after, {item, std::move (view)});
    sight.addAndMakeVisible (*added.view);
    added.view->setSize (rowWidth(), 1);
    added.view->lookAndFeelChanged(); // it has a parent, and with it a palette, only now
    offerUndo (added);
    showWaveform (*added.view, Instant::clock::now());
}

/** What moved anything is looked for once in each call that is over. */
void ConversationList::lookForMoved()
{
    undoCall = 0;

    if (! hasUndo || ! itemOf)
        return;

    std::vector<int> calls; // that may have moved anything since, the newest first

    for (int i = places.size(); --i >= 0;)
        if (const auto& each = places.outline (i); each.kind == ConversationItem::Kind::toolCall)
        {
            if (calls.empty() && each.id < lookedUpTo)
                lookedUpTo = movedCall = 0; // another conversation

            if (each.id <= lookedUpTo)
                break;

            calls.push_back (i);
        }

    undoCall = movedCall;
    auto areOver = true;

    for (auto call = calls.rbegin(); call != calls.rend(); ++call)
        if (const auto item = itemOf (places.outline (*call)))
        {
            undoCall = hasMoved (*item) ? item->id : undoCall;
            areOver = areOver && item->progress != ConversationItem::Progress::running;

            if (areOver)
            {
                lookedUpTo = item->id;
                movedCall = undoCall;
            }
        }
}

void ConversationList::offerUndo (Row& row)
{
    const auto& item = row.view->item();
    const auto isOffered = undoCall != 0 && item.kind == ConversationItem::Kind::toolCall && item.id == undoCall;
    row.view->offerUndo (isOffered ? std::function<void()> (
                                         [this]
                                         {
                                             if (onUndo)
                                                 onUndo();
                                         })
                                   : nullptr);
}

void ConversationList::showWaveform (ConversationRow& row, Instant now)
{
    const auto& item = row.item();

    if (item.kind != ConversationItem::Kind::agent || ! waveformOf)
        return;

    const auto waveform = waveformOf (item.turn);
    auto heard = item.samplesHeard;

    // Until it was played out nobody says how much of it was: as much as fits into the time since it began.
    if (item.samplesReceived == 0 && waveform && item.start != Instant() && now > item.start)
        heard = std::min (waveform->samples,
                          static_cast<std::uint64_t> (std::chrono::duration<double> (now - item.start).count() *
                                                      waveform->sampleRate));

    row.showWaveform (waveform, heard);
}

void ConversationList::tick (Instant now)
{
    for (auto& each : rows)
        if (each.item >= seen.first && each.item < seen.end)
            showWaveform (*each.view, now);
}

void ConversationList::paint (juce::Graphics& g)
{
    const auto& colours = paletteOf (*this);
    g.setColour (colours.surface);
    g.fillRoundedRectangle (getLocalBounds().toFloat(), corner);
    g.setColour (colours.outline.withAlpha (0.5f));
    g.drawRoundedRectangle (getLocalBounds().toFloat().reduced (0.5f), corner, 1.0f);

    if (places.size() > 0)
        return;

    g.setColour (colours.quietText);
    g.setFont (ParlandoLook::font (17.0f));
    g.drawFittedText ("What is said will be written here.", getLocalBounds().reduced (20), juce::Justification::centred,
                      3, 1.0f);
}

void ConversationList::Sight::paint (juce::Graphics& g) { g.fillAll (paletteOf (*this).surface); }

std::unique_ptr<juce::AccessibilityHandler> ConversationList::createAccessibilityHandler()
{
    return std::make_unique<juce::AccessibilityHandler> (
        *this, juce::AccessibilityRole::list, juce::AccessibilityActions{},
        juce::AccessibilityHandler::Interfaces{std::make_unique<ConversationTable> (*this)});
}

} // namespace parlando
