#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <utility>
#include <vector>

namespace parlando
{

/** From `position` of a stream on, its samples have this rate in Hz. */
struct RateChange
{
    std::uint64_t position;
    int sampleRate;
};

/** The rate changes of the capture stream, from the thread that prepares to the session thread. The audio thread has no
    part in it. Changes with no sample between them become one, so that the list stays as short as the ring is. */
class RateChanges
{
public:
    /** Preparing thread, while the audio thread is not in process(). */
    void add (RateChange change)
    {
        const std::scoped_lock lock (mutex);
        if (! waiting.empty() && waiting.back().position == change.position)
            waiting.back() = change;
        else
            waiting.push_back (change);
        added.fetch_add (1, std::memory_order_release);
    }

    /** Session thread: the changes since the last call, oldest first. Costs one atomic load when there are none. */
    [[nodiscard]] std::vector<RateChange> take()
    {
        const auto count = added.load (std::memory_order_acquire);
        if (count == taken)
            return {};

        taken = count;
        const std::scoped_lock lock (mutex);
        return std::exchange (waiting, {});
    }

private:
    std::mutex mutex;
    std::vector<RateChange> waiting;
    std::atomic<std::uint64_t> added{0};
    std::uint64_t taken = 0;
};

} // namespace parlando
