#pragma once

#include "SpscRing.h"

namespace parlando
{

/** Small messages from one producer thread to one consumer thread, in order. Wait-free. */
template <typename Pod>
class SpscQueue
{
public:
    explicit SpscQueue (std::size_t minimumCapacity) : ring (minimumCapacity) {}

    /** Producer. False when the queue is full: nothing was stored. */
    [[nodiscard]] bool push (const Pod& message) PARLANDO_REALTIME { return ring.write (&message, 1) == 1; }

    /** Consumer. False when the queue is empty: `message` is untouched. */
    [[nodiscard]] bool pop (Pod& message) PARLANDO_REALTIME { return ring.read (&message, 1) == 1; }

    /** Consumer. The oldest message, which stays in the queue, or nullptr. Valid until the next pop(). */
    [[nodiscard]] const Pod* front() PARLANDO_REALTIME
    {
        const auto waiting = ring.readable (1);
        return waiting.size() == 0 ? nullptr : waiting.first.data();
    }

    /** Producer: how many more messages fit. The consumer can only make it more. */
    [[nodiscard]] std::size_t space() const PARLANDO_REALTIME { return ring.capacity() - ring.available(); }

    [[nodiscard]] std::size_t capacity() const PARLANDO_REALTIME { return ring.capacity(); }

private:
    SpscRing<Pod> ring;
};

} // namespace parlando
