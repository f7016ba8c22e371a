#include "ShowingTimer.h"

namespace parlando
{

ShowingTimer::ShowingTimer (juce::Component& toWatch, int hertz)
    : juce::ComponentMovementWatcher (&toWatch), watched (toWatch), rate (hertz)
{
    update();
}

void ShowingTimer::update()
{
    if (watched.isShowing() == isTimerRunning())
        return;

    if (! isTimerRunning())
    {
        startTimerHz (rate);

        if (onShown)
            onShown();

        return;
    }

    stopTimer();

    if (onHidden)
        onHidden();
}

void ShowingTimer::timerCallback()
{
    update();

    if (isTimerRunning() && onTick)
        onTick();
}

} // namespace parlando
