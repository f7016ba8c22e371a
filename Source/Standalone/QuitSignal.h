#pragma once

#include <juce_events/juce_events.h>

namespace parlando
{

/** Lets SIGINT, SIGTERM and SIGHUP quit the app as its window's button does; a second SIGINT or SIGTERM ends it at
   once. A SIGHUP that is ignored at first stays so. One object at a time. Message thread. */
class QuitSignal final : private juce::Timer
{
public:
    QuitSignal();
    ~QuitSignal() override;

private:
    void timerCallback() override;
};

} // namespace parlando
