#pragma once

#include <juce_events/juce_events.h>

namespace parlando
{

/** Lets SIGINT and SIGTERM quit the app as its window's button does; the second one ends it at once. One object at a
    time. Message thread. */
class QuitSignal final : private juce::Timer
{
public:
    QuitSignal();
    ~QuitSignal() override;

private:
    void timerCallback() override;
};

} // namespace parlando
