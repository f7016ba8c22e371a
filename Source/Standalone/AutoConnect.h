#pragma once

#include "StandaloneAudio.h"

namespace parlando
{

/** Turns `connect` on once audio runs, and once more if it went off at once. Message thread. */
class AutoConnect final : private juce::Timer
{
public:
    /** The audio must outlive this. */
    explicit AutoConnect (StandaloneAudio&);

private:
    void timerCallback() override;

    StandaloneAudio& audio;
    int attempts = 0, ticksSinceAttempt = 0;
};

} // namespace parlando
