#pragma once

#include <juce_gui_basics/juce_gui_basics.h>

#include <functional>

namespace parlando
{

/** A timer that runs only while a component is showing: not while it, a parent or its window is hidden or minimised.
    Message thread. */
class ShowingTimer final : private juce::ComponentMovementWatcher, private juce::Timer
{
public:
    /** The component must outlive this. */
    ShowingTimer (juce::Component&, int hertz);

    std::function<void()> onShown; /**< Each time the component begins to show, before it is painted. */
    std::function<void()> onTick;
    std::function<void()> onHidden; /**< Once each time the component stops showing. */

private:
    void componentMovedOrResized (bool, bool) override {}
    void componentPeerChanged() override { update(); }
    void componentVisibilityChanged() override { update(); }
    using juce::ComponentMovementWatcher::componentMovedOrResized;
    using juce::ComponentMovementWatcher::componentVisibilityChanged;
    void timerCallback() override;
    void update();

    juce::Component& watched;
    const int rate;
};

} // namespace parlando
