#pragma once

#include "HostThread.h"

#include <juce_events/juce_events.h>

#include <functional>
#include <memory>
#include <mutex>

namespace parlando
{

/** Calls a desk on the message thread, by a timer or soon. In LV2 that is not the thread which destroys the plugin, and
    JUCE's timers neither wait for a callback that is under way nor may be deleted before it is over: so it is shared,
    and outlives its desk until the message thread lets go of it. */
class MessageClock final : public juce::Timer, public std::enable_shared_from_this<MessageClock>
{
public:
    explicit MessageClock (std::function<void()> toCall) : callback (std::move (toCall)) {}

    /** Any thread but the audio thread. Nothing happens where there is no message loop. */
    void callSoon()
    {
        juce::MessageManager::callAsync ([clock = shared_from_this()] { clock->timerCallback(); });
    }

    /** Any thread. A callback is over, and no other comes. */
    void retire()
    {
        {
            const std::lock_guard lock (mutex);
            callback = nullptr;
        }

        stopTimer();
        juce::MessageManager::callAsync ([clock = shared_from_this()] {});
    }

private:
    void timerCallback() override
    {
        const std::lock_guard lock (mutex);

        // Kept where a host destroys the plugin in answer to it.
        if (const auto current = callback)
            changeParameters (current);
    }

    std::recursive_mutex mutex;
    std::function<void()> callback;
};

} // namespace parlando
