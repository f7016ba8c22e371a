#pragma once

#include <juce_gui_basics/juce_gui_basics.h>

namespace parlando
{

/** Small drawings beside words; alone only where a name and a tooltip say what they are. */
enum class Icon
{
    none,
    microphone,
    microphoneOff, /**< Barred. */
    hand,          /**< Stop. */
    plug,
    gear,
    send,
    undo,
    check,
    cross,
    clock,
    expand /**< To the whole window. */
};

/** Lines of a drawing in a square of side 24, to be stroked with a width of 2. */
juce::Path pathOf (Icon);

/** In the largest square in the middle of `area`, in the current colour. */
void draw (juce::Graphics&, Icon, juce::Rectangle<float> area);

/** What a button shows left of its text under a ParlandoLook. */
void setIcon (juce::Button&, Icon);
Icon iconOf (const juce::Button&);

} // namespace parlando
