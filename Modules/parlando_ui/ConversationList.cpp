#include "ConversationList.h"

#include "Palette.h"
#include "ParlandoLook.h"

#include <algorithm>

namespace parlando
{
namespace
{

constexpr int listMargin = 12, nearEnd = 24;

bool isSameThing (const ConversationItem& one, const ConversationItem& other)
{
    return one.kind == other.kind && one.id == other.id;
}

} // namespace

ConversationList::ConversationList()
{
    setTitle ("Conversation");
    setFocusContainerType (FocusContainerType::focusContainer);
    viewport.setViewedComponent (&content, false);
    viewport.setScrollBarsShown (true, false);
    viewport.setWantsKeyboardFocus (false);
    addAndMakeVisible (viewport);
    newest.setTitle ("Go to the newest words");
    newest.onClick = [this]
    {
        follows = true;
        layOut();
    };
    addChildComponent (newest);
}

int ConversationList::rowWidth() const { return std::max (1, viewport.getMaximumVisibleWidth() - 2 * listMargin); }

bool ConversationList::isAtEnd() const { return viewport.getViewArea().getBottom() >= content.getHeight() - nearEnd; }

void ConversationList::show (const std::vector<ConversationItem>& items, bool undoable)
{
    written = 0;
    behind = false;

    if (undoable == hasUndo && std::equal (items.begin(), items.end(), rows.begin(), rows.end(),
                                           [] (const auto& item, const auto& row) { return item == row->item(); }))
        return tick (Instant::clock::now());

    const auto wasEmpty = rows.empty();
    hasUndo = undoable;
    follows = follows ? isAtEnd() || content.getHeight() <= viewport.getHeight() : isAtEnd();

    // Rows whose items are gone at the front go; those from the first that is another thing are made anew.
    while (! rows.empty() && ! items.empty() && ! isSameThing (rows.front()->item(), items.front()) &&
           std::any_of (rows.begin(), rows.end(),
                        [&] (const auto& row) { return isSameThing (row->item(), items.front()); }))
        rows.erase (rows.begin());

    std::size_t same = 0;

    while (same < rows.size() && same < items.size() && isSameThing (rows[same]->item(), items[same]))
    {
        if (items[same] != rows[same]->item() && mayWrite (items[same]))
            rows[same]->show (items[same]);

        ++same;
    }

    rows.resize (same);

    for (auto i = same; i < items.size() && mayWrite (items[i]); ++i)
        addRow (items[i]);

    offerUndo (undoable);
    tick (Instant::clock::now());
    layOut();

    if (rows.empty() != wasEmpty)
        repaint();
}

/** False where the frame has had enough: then it is written in the next one. */
bool ConversationList::mayWrite (const ConversationItem& item)
{
    constexpr std::size_t ofRow = 24; // its heading and its making, in characters

    behind = behind || written >= charactersInFrame;
    written += behind ? 0 : ofRow + static_cast<std::size_t> (item.text.length() + item.unheard.length());
    return ! behind;
}

void ConversationList::addRow (const ConversationItem& item)
{
    rows.push_back (std::make_unique<ConversationRow> (item));
    rows.back()->onFold = [this] { layOut(); };
    content.addAndMakeVisible (*rows.back());
    rows.back()->setSize (rowWidth(), 1);
    rows.back()->lookAndFeelChanged(); // it has a parent, and with it a palette, only now
}

void ConversationList::offerUndo (bool undoable)
{
    for (auto row = rows.rbegin(); row != rows.rend(); ++row)
    {
        const auto& item = (*row)->item();
        const auto moved = item.kind == ConversationItem::Kind::toolCall &&
                           item.progress == ConversationItem::Progress::done &&
                           item.text.contains (juce::String::fromUTF8 ("→"));
        (*row)->offerUndo (moved && undoable ? std::function<void()> ([this] { undo(); }) : nullptr);
        undoable = undoable && ! moved;
    }
}

void ConversationList::undo()
{
    if (onUndo)
        onUndo();
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
    const auto seen = viewport.getViewArea();

    for (auto& row : rows)
        if (row->getHeight() == 0 || row->getBounds().intersects (seen))
            showWaveform (*row, now);
}

void ConversationList::layOut()
{
    const auto width = rowWidth();
    const auto top = viewport.getViewPositionY();
    int y = listMargin;

    for (auto& row : rows)
    {
        const auto height = row->heightFor (width);
        row->setBounds (listMargin, y, width, height);
        y += height;
    }

    content.setSize (viewport.getMaximumVisibleWidth(), y);
    viewport.setViewPosition (0, follows ? std::max (0, y - viewport.getHeight()) : top);
    newest.setVisible (! follows && ! isAtEnd());
}

void ConversationList::paint (juce::Graphics& g)
{
    const auto& colours = paletteOf (*this);
    constexpr float corner = 8.0f;
    g.setColour (colours.surface);
    g.fillRoundedRectangle (getLocalBounds().toFloat(), corner);
    g.setColour (colours.outline.withAlpha (0.5f));
    g.drawRoundedRectangle (getLocalBounds().toFloat().reduced (0.5f), corner, 1.0f);

    if (! rows.empty())
        return;

    g.setColour (colours.quietText);
    g.setFont (ParlandoLook::font (17.0f));
    g.drawFittedText ("What is said will be written here.", getLocalBounds().reduced (20), juce::Justification::centred,
                      3, 1.0f);
}

void ConversationList::resized()
{
    viewport.setBounds (getLocalBounds().reduced (1));
    newest.setBounds (getLocalBounds().removeFromBottom (42).withSizeKeepingCentre (110, 30));
    layOut();
}

} // namespace parlando
