#pragma once

#include "ConversationItems.h"
#include "FoldLine.h"
#include "TurnHandle.h"
#include "WaveformView.h"
#include "WrappedText.h"

#include <functional>

namespace parlando
{

/** One item of a conversation: its words can be selected and copied. Message thread. */
class ConversationRow final : public juce::Component
{
public:
    /** `isOpen`: what nobody heard is shown. */
    explicit ConversationRow (ConversationItem, bool isOpen = false);

    /** About what heightFor() will be. */
    [[nodiscard]] static int estimatedHeight (const ItemOutline&, int width);

    [[nodiscard]] const ConversationItem& item() const noexcept { return shown; }

    /** The same thing as before, further on. Touches the text only where it changed. Whether anything did. */
    bool show (const ConversationItem&);

    /** Something in it has the keyboard, or is selected. */
    [[nodiscard]] bool isInUse() const { return hasKeyboardFocus (true) || ! text.getHighlightedRegion().isEmpty(); }

    /** Nothing while there is none; `heard` as WaveformView::show(). */
    void showWaveform (const std::optional<TurnWaveform>&, std::uint64_t heard);

    /** Offers to undo what a tool call moved; without a function it does not. */
    void offerUndo (std::function<void()>);

    /** What nobody heard is one line; on a click, or the return key on it, all of it. Its height changes. */
    std::function<void()> onFold;
    [[nodiscard]] bool isFolded() const noexcept { return ! fold.getToggleState(); }
    void showUnheard (bool shouldShow);

    /** What can be done with it as a turn, by mouse and keyboard; they must outlive it. */
    void use (TurnActions* actions) { handle.use (actions); }

    /** At that width, in pixels. */
    [[nodiscard]] int heightFor (int width);

    void mouseDown (const juce::MouseEvent&) override;
    bool keyPressed (const juce::KeyPress&) override;
    bool keyStateChanged (bool isKeyDown) override;
    void paint (juce::Graphics&) override;
    void resized() override;
    void lookAndFeelChanged() override;

private:
    [[nodiscard]] bool isToolCall() const noexcept { return shown.kind == ConversationItem::Kind::toolCall; }
    /** Agent, and not only written. */
    [[nodiscard]] bool hasVoice() const noexcept
    {
        return shown.kind == ConversationItem::Kind::agent && (shown.samplesHeard > 0 || shown.samplesReceived == 0);
    }

    [[nodiscard]] juce::String timeText() const;
    [[nodiscard]] juce::Colour colour() const;
    void writeText();
    void append (const juce::String&, juce::Colour);
    void describeForReaders();
    void showHandle();
    void describeFold();
    void paintToolCall (juce::Graphics&) const;
    std::unique_ptr<juce::AccessibilityHandler> createAccessibilityHandler() override;

    ConversationItem shown;
    WrappedText text;
    WaveformView waveform;
    TurnHandle handle{shown};
    juce::TextButton undo{"Undo"};
    FoldLine fold;
};

} // namespace parlando
