#pragma once

#include <juce_gui_basics/juce_gui_basics.h>

#include <functional>

namespace parlando
{

/** Ticks before frames of the display while a component is showing: not while it, a parent or its window is hidden or
    minimised. What a tick changes is painted with that frame. Message thread. */
class FrameTimer final : private juce::ComponentMovementWatcher
{
public:
    /** The component must outlive this. At most `hertz` ticks a second on a display that is faster, and as many as it
        has frames on one that is slower. */
    FrameTimer (juce::Component&, int hertz);

    std::function<void()> onShown; /**< Each time the component begins to show, before it is painted. */
    std::function<void()> onTick;
    std::function<void()> onHidden; /**< Once each time the component stops showing. */

private:
    void componentMovedOrResized (bool, bool) override {}
    void componentPeerChanged() override { update(); }
    void componentVisibilityChanged() override { update(); }
    using juce::ComponentMovementWatcher::componentMovedOrResized;
    using juce::ComponentMovementWatcher::componentVisibilityChanged;
    void update();
    void frame (double seconds);

    juce::Component& watched;
    const double period; // s
    bool isShown = false;
    double due = 0.0; // s
    juce::VBlankAttachment frames;
};

} // namespace parlando
