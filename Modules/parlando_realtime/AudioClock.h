#pragma once

#include "Instant.h"

#include <atomic>

namespace parlando
{

/** What the audio thread reads the time from: the machine's clock or, in tests, one that is set forward by hand. A
    plain branch, as a virtual call has no place there. */
class AudioClock
{
public:
    /** The machine's clock. */
    AudioClock() noexcept = default;

    /** A clock that shows `nanoseconds` since an arbitrary start. They must outlive it. */
    explicit AudioClock (const std::atomic<std::int64_t>& nanoseconds) noexcept : byHand (&nanoseconds) {}

    /** Any thread. */
    [[nodiscard]] Instant now() const PARLANDO_REALTIME
    {
        return byHand == nullptr ? realtimeNow()
                                 : Instant (std::chrono::nanoseconds (byHand->load (std::memory_order_relaxed)));
    }

private:
    const std::atomic<std::int64_t>* byHand = nullptr;
};

} // namespace parlando
