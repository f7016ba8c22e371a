#pragma once

#include <juce_gui_basics/juce_gui_basics.h>

#include <functional>

namespace parlando
{

/** A text to be read, in lines as long as the box is wide.

    JUCE 8 lays out the whole rest of a word anew for each of its lines, and in a box without a width each letter is a
    line: 3,000 characters without a space took half a minute. So such text is shown as wrappable(), and copied as it
    was; and the box has a width from the beginning. Message thread. */
class WrappedText final : public juce::TextEditor
{
public:
    WrappedText();

    /** With a hair space (U+200A), at which JUCE breaks lines and which is hardly to be seen, between two characters
        wherever 16 had none; in the locale "C", in which JUCE does not know it, with a line feed wherever 48 had none.
        As text grows at its end, what was given for its beginning stays. */
    [[nodiscard]] static juce::String wrappable (const juce::String&);

    /** The text as it was, but for line feeds that it was given. */
    [[nodiscard]] static juce::String unwrapped (const juce::String&);

    /** What its menu has besides. */
    std::function<void (juce::PopupMenu&)> addToMenu;

    bool keyPressed (const juce::KeyPress&) override;
    void addPopupMenuItems (juce::PopupMenu&, const juce::MouseEvent*) override;
    void performPopupMenuAction (int) override;

private:
    bool copyUnwrapped();
};

} // namespace parlando
