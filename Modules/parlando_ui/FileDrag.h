#pragma once

#include <juce_gui_basics/juce_gui_basics.h>

#include <string>
#include <vector>

namespace parlando
{

/** Drags files out of the window, as copies, into any program. Message thread.

    JUCE waits for ever for a receiver that takes a file on X11 and does not say so, and drags nothing until then: here
    it has five seconds from when the mouse was let go. */
class FileDrag final : private juce::Timer
{
public:
    FileDrag() = default;
    ~FileDrag() override { stopTimer(); }

    FileDrag (const FileDrag&) = delete;
    FileDrag& operator= (const FileDrag&) = delete;

    /** In a mouseDrag() of `source`: absolute paths of files that are there and whole. False where no drag began. */
    bool begin (juce::Component& source, const std::vector<std::string>& paths);

    /** Who presses anew drags nothing any more, whatever a receiver still does not say. Before begin(), such that the
        message loop runs in between. */
    void giveUp();

    [[nodiscard]] bool isUnderWay() const noexcept { return window != nullptr; }

    static constexpr int patienceMs = 5000;

private:
    void timerCallback() override;
    void ended();

    juce::Component::SafePointer<juce::Component> window; // the one that is dragged out of
    int heldUp = 0;                                       // ms for which no button has been down

    JUCE_DECLARE_WEAK_REFERENCEABLE (FileDrag)
};

} // namespace parlando
