#pragma once

#include <juce_gui_basics/juce_gui_basics.h>

namespace parlando
{

/** One line that stands for more, and opens and closes it: an arrow, and words that end with "…" where they are too
    long. Its toggle state is whether it is open. Message thread. */
class FoldLine final : public juce::Button
{
public:
    FoldLine() : juce::Button ({}) { setClickingTogglesState (true); }

    void paintButton (juce::Graphics&, bool isHighlighted, bool isDown) override;
};

} // namespace parlando
