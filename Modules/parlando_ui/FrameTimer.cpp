#include "FrameTimer.h"

namespace parlando
{

FrameTimer::FrameTimer (juce::Component& toWatch, int hertz)
    : juce::ComponentMovementWatcher (&toWatch), watched (toWatch), period (1.0 / hertz),
      frames (&toWatch, [this] (double seconds) { frame (seconds); })
{
    update();
}

void FrameTimer::update()
{
    if (std::exchange (isShown, watched.isShowing()) == isShown)
        return;

    if (const auto& changed = isShown ? onShown : onHidden)
        changed();
}

void FrameTimer::frame (double seconds)
{
    // The frame nearest to when it is due, for a display's are seldom a whole number of ticks apart.
    if (! isShown || seconds < due - 0.25 * period)
        return;

    due = std::max (due, seconds - period) + period;

    if (onTick)
        onTick();
}

} // namespace parlando
