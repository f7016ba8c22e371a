#include "AutoConnect.h"

namespace parlando
{
namespace
{

constexpr int looksPerSecond = 20;
constexpr unsigned blocksBefore = 8; // `connect` counts only when it rises while blocks are processed
constexpr int mostAttempts = 2;

} // namespace

AutoConnect::AutoConnect (StandaloneAudio& standaloneAudio) : audio (standaloneAudio) { startTimerHz (looksPerSecond); }

void AutoConnect::timerCallback()
{
    if (audio.blocks() < blocksBefore)
        return;

    auto& connect = audio.processor.parameters.connect;

    if (! connect.get() && attempts < mostAttempts)
    {
        ++attempts;
        ticksSinceAttempt = 0;
        setInGesture (connect, 1.0f);
    }
    else if (++ticksSinceAttempt > looksPerSecond)
    {
        stopTimer();
    }
}

} // namespace parlando
