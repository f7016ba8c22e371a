#pragma once

#include "ConversationRow.h"

#include <functional>

namespace parlando
{

/** The conversation as it grows. It follows what is newest unless the person scrolled up. Message thread. */
class ConversationList final : public juce::Component
{
public:
    /** Of a long conversation only so many of the newest items are shown; the transcript has them all. */
    static constexpr std::size_t mostItems = 200;

    ConversationList();

    /** Where the waveforms come from. */
    std::function<std::optional<TurnWaveform> (std::uint64_t turn)> waveformOf;

    /** Takes back what was moved last. */
    std::function<void()> onUndo;

    /** Touches only what changed, and writes at most charactersInFrame and one item more: the rest is written when it
       is called again. `undoable`: there is something to take back, and it is the work of the last call that moved
        anything. */
    void show (const std::vector<ConversationItem>&, bool undoable);

    /** What a frame of 16 ms has the time to lay out. */
    static constexpr std::size_t charactersInFrame = 8'192;

    /** Not all of what was to be shown is. */
    [[nodiscard]] bool isBehind() const noexcept { return behind; }

    /** What the last show() wrote, in characters. */
    [[nodiscard]] std::size_t charactersWritten() const noexcept { return written; }

    /** Waveforms of turns that are being heard move on. */
    void tick (Instant now);

    /** For tests and pictures. */
    [[nodiscard]] int rowCount() const noexcept { return static_cast<int> (rows.size()); }
    [[nodiscard]] ConversationRow& row (int index) { return *rows[static_cast<std::size_t> (index)]; }

    void paint (juce::Graphics&) override;
    void resized() override;
    void lookAndFeelChanged() override { layOut(); }

private:
    [[nodiscard]] int rowWidth() const; /**< In pixels. */
    [[nodiscard]] bool isAtEnd() const;
    void layOut();
    [[nodiscard]] bool mayWrite (const ConversationItem&);
    void addRow (const ConversationItem&);
    void showWaveform (ConversationRow&, Instant now);
    void offerUndo (bool undoable);
    void undo();

    juce::Viewport viewport;
    juce::Component content;
    juce::TextButton newest{"Newest"};
    std::vector<std::unique_ptr<ConversationRow>> rows;
    bool follows = true, hasUndo = false, behind = false;
    std::size_t written = 0;
};

} // namespace parlando
