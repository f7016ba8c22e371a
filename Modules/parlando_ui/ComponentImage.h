#pragma once

#include <juce_gui_basics/juce_gui_basics.h>

namespace parlando
{

/** A component as it was last painted, so that it can move, and what is behind it change, without its being painted
    anew: JUCE shapes each word of a text again whenever it is painted. It is drawn at whole pixels of the screen, or
    letters would be blurred where the window's size is 125 %. Message thread. */
class ComponentImage final : public juce::CachedComponentImage
{
public:
    /** The component keeps it. */
    explicit ComponentImage (juce::Component& shown) : owner (shown) {}

    void paint (juce::Graphics&) override;
    bool invalidateAll() override;
    bool invalidate (const juce::Rectangle<int>& area) override;
    void releaseResources() override { image = {}; }

private:
    void renew (float scale);
    static void erase (juce::Graphics&);
    [[nodiscard]] juce::Point<float> toWholePixels (float scale) const;

    juce::Component& owner;
    juce::Image image;
    juce::RectangleList<int> valid; // of the component
};

} // namespace parlando
