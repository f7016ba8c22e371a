#pragma once

#include "TurnActions.h"

namespace parlando
{

/** Lies over the waveform of a turn, or over a call that played notes: it is dragged out by it, Ctrl (Cmd) with a click
    marks a turn, and a right click shows its menu. Message thread. */
class TurnHandle final : public juce::Component, public juce::SettableTooltipClient
{
public:
    /** `shown` must outlive it. */
    explicit TurnHandle (const ConversationItem& shown);

    /** Nothing can be done without. They must outlive it. */
    void use (TurnActions* actions) { turns = actions; }

    /** Of its item, whether or not it has a voice; empty where nothing can be done with it. */
    [[nodiscard]] juce::PopupMenu menu() const;

    /** The same, where the mouse is or below `place`. False where nothing can be done. */
    bool showMenu();
    bool showMenu (juce::Rectangle<int> place);

    /** The menu is asked for by a key: Shift with F10, or the menu key, which JUCE tells only of as being down. */
    [[nodiscard]] static bool isMenuKey (const juce::KeyPress&);
    [[nodiscard]] static bool isMenuKeyDown();

    void mouseDown (const juce::MouseEvent&) override;
    void mouseDrag (const juce::MouseEvent&) override;
    void mouseUp (const juce::MouseEvent&) override;
    void mouseEnter (const juce::MouseEvent&) override { repaint(); }
    void mouseExit (const juce::MouseEvent&) override { repaint(); }
    void paint (juce::Graphics&) override;

private:
    std::unique_ptr<juce::AccessibilityHandler> createAccessibilityHandler() override;
    [[nodiscard]] bool hasNotes() const noexcept;

    const ConversationItem& item;
    TurnActions* turns = nullptr;
};

} // namespace parlando
