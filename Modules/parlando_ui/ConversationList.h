#pragma once

#include "ConversationRow.h"
#include "RowPlaces.h"

#include <functional>
#include <set>

namespace parlando
{

/** The conversation as it grows, from its first word on. It follows what is newest unless the person scrolled up. Only
    what is in sight has a row, and one on either side of it for the Tab key. Message thread. */
class ConversationList final : public juce::Component
{
public:
    ConversationList();

    /** The item with its words; nothing where it is gone meanwhile. */
    std::function<std::optional<ConversationItem> (const ItemOutline&)> itemOf;

    /** Where the waveforms come from. */
    std::function<std::optional<TurnWaveform> (std::uint64_t turn)> waveformOf;

    /** What can be done with the turns; they must outlive it. */
    TurnActions* turns = nullptr;

    /** Takes back what was moved last. */
    std::function<void()> onUndo;

    /** Touches only what is in sight and changed. `undoable`: there is something to take back, and it is the work of
       the last call that moved anything. */
    void show (std::vector<ItemOutline>, bool undoable);

    /** Waveforms of turns that are being heard move on. */
    void tick (Instant now);

    /** How many items there are. */
    [[nodiscard]] int itemCount() const noexcept { return places.size(); }

    /** Brings it into sight: its beginning where it is long. */
    void scrollTo (int item);

    /** Of an item whose row is there; null elsewhere. And the other way round. */
    [[nodiscard]] ConversationRow* rowOf (int item) const;
    [[nodiscard]] std::optional<int> itemOfRow (const juce::Component&) const;

    /** For tests and pictures: those that are there, from the top. */
    [[nodiscard]] int rowCount() const noexcept { return static_cast<int> (rows.size()); }
    [[nodiscard]] ConversationRow& row (int index) { return *rows[static_cast<std::size_t> (index)].view; }

    bool keyPressed (const juce::KeyPress&) override;
    void mouseWheelMove (const juce::MouseEvent&, const juce::MouseWheelDetails&) override;
    void focusOfChildComponentChanged (FocusChangeType) override;
    void paint (juce::Graphics&) override;
    void resized() override;
    void lookAndFeelChanged() override;
    std::unique_ptr<juce::AccessibilityHandler> createAccessibilityHandler() override;

private:
    struct Row
    {
        int item = 0;
        std::unique_ptr<ConversationRow> view;
    };

    struct Scroller final : juce::Viewport
    {
        std::function<void()> onScroll;
        void visibleAreaChanged (const juce::Rectangle<int>&) override { onScroll(); }
    };

    struct Sight final : juce::Component
    {
        Sight() { setOpaque (true); } // so that what is below is not painted with each step
        void paint (juce::Graphics&) override;
    };

    /** A finger on the rows; a mouse selects. */
    struct Finger final : juce::MouseListener
    {
        explicit Finger (juce::Viewport& toScroll) : viewport (toScroll) {}

        void mouseDown (const juce::MouseEvent&) override { from = viewport.getViewPositionY(); }
        void mouseDrag (const juce::MouseEvent&) override;

        juce::Viewport& viewport;
        int from = 0;
    };

    [[nodiscard]] int rowWidth() const; /**< In pixels. */
    [[nodiscard]] int viewHeight() const { return viewport.getHeight(); }
    void scrolled();
    void scrollBy (int pixels);
    void layOut();
    [[nodiscard]] RowPlaces::Range wanted() const;
    [[nodiscard]] bool makeRows (RowPlaces::Range);
    void dropRows (RowPlaces::Range);
    void placeRows();
    void findRows();
    void addRow (int item);
    void showRow (Row&);
    void showWaveform (ConversationRow&, Instant now);
    void lookForMoved();
    void offerUndo (Row&);

    Scroller viewport;      /**< Scrolls over nothing: a child as high as all rows would be placed too coarsely. */
    juce::Component extent; /**< As high as all rows. */
    Sight sight;            /**< The rows that are there, over the viewport. */
    Finger finger{viewport};
    juce::TextButton newest{"Newest"};
    RowPlaces places;
    RowPlaces::Range seen;
    std::vector<Row> rows;                        /**< In their order. */
    std::set<std::pair<int, std::uint64_t>> open; /**< Kind and id of those whose unheard words are shown. */
    bool isPlacing = false, hasUndo = false;
    std::uint64_t movedCall = 0, lookedUpTo = 0; /**< The last call that moved anything among those that are over. */
    std::uint64_t undoCall = 0;                  /**< That of all; 0 where there is nothing to take back. */
};

} // namespace parlando
