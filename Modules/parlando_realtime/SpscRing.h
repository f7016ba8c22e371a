#pragma once

#include "Realtime.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <type_traits>

namespace parlando
{

/** A stream of trivially copyable elements from one producer thread to one consumer thread. Every operation is
    wait-free.

    Positions count elements since the ring was made and never wrap in practice (2^64 samples are a million years), so a
    position names one element of the stream for good. Both positions may be read from any thread.
*/
template <typename T>
class SpscRing
{
    static_assert (std::is_trivially_copyable_v<T>, "elements are copied as bytes");

public:
    /** A range of elements in the order of the stream: `second` is not empty only where the range passes the ring's
        edge. */
    template <typename Element>
    struct Regions
    {
        std::span<Element> first, second;

        [[nodiscard]] std::size_t size() const PARLANDO_REALTIME { return first.size() + second.size(); }
    };

    /** Allocates and touches all of its memory, so that the audio thread meets no page fault. */
    explicit SpscRing (std::size_t minimumCapacity)
        : mask (std::bit_ceil (std::max<std::size_t> (minimumCapacity, 1)) - 1),
          slots (std::make_unique<T[]> (mask + 1))
    {
    }

    [[nodiscard]] std::size_t capacity() const PARLANDO_REALTIME { return mask + 1; }

    /** Any thread. Acquires what the other side did before it moved the position. */
    [[nodiscard]] std::uint64_t writePosition() const PARLANDO_REALTIME
    {
        return written.load (std::memory_order_acquire);
    }
    [[nodiscard]] std::uint64_t readPosition() const PARLANDO_REALTIME
    {
        return taken.load (std::memory_order_acquire);
    }

    /** Producer: the free elements, at most `limit`. Fill some from the front, then commitWrite (how many). */
    [[nodiscard]] Regions<T> writable (std::size_t limit) PARLANDO_REALTIME
    {
        const auto position = written.load (std::memory_order_relaxed);
        auto space = capacity() - static_cast<std::size_t> (position - takenSeenByProducer);
        if (space < limit)
        {
            takenSeenByProducer = taken.load (std::memory_order_acquire);
            space = capacity() - static_cast<std::size_t> (position - takenSeenByProducer);
        }
        return regions<T> (position, std::min (space, limit));
    }

    void commitWrite (std::size_t count) PARLANDO_REALTIME
    {
        written.store (written.load (std::memory_order_relaxed) + count, std::memory_order_release);
    }

    /** Producer: copies as many as fit and returns their number. */
    std::size_t write (const T* source, std::size_t count) PARLANDO_REALTIME
    {
        const auto space = writable (count);
        std::copy_n (source, space.first.size(), space.first.data());
        std::copy_n (source + space.first.size(), space.second.size(), space.second.data());
        commitWrite (space.size());
        return space.size();
    }

    /** Consumer: the waiting elements, at most `limit`. Use some from the front, then commitRead (how many). */
    [[nodiscard]] Regions<const T> readable (std::size_t limit) PARLANDO_REALTIME
    {
        const auto position = taken.load (std::memory_order_relaxed);
        auto waiting = static_cast<std::size_t> (writtenSeenByConsumer - position);
        if (waiting < limit)
        {
            writtenSeenByConsumer = written.load (std::memory_order_acquire);
            waiting = static_cast<std::size_t> (writtenSeenByConsumer - position);
        }
        return regions<const T> (position, std::min (waiting, limit));
    }

    void commitRead (std::size_t count) PARLANDO_REALTIME
    {
        taken.store (taken.load (std::memory_order_relaxed) + count, std::memory_order_release);
    }

    /** Consumer: copies as many as are there and returns their number. */
    std::size_t read (T* destination, std::size_t count) PARLANDO_REALTIME
    {
        const auto waiting = readable (count);
        std::copy_n (waiting.first.data(), waiting.first.size(), destination);
        std::copy_n (waiting.second.data(), waiting.second.size(), destination + waiting.first.size());
        commitRead (waiting.size());
        return waiting.size();
    }

    /** Consumer: jumps forward to a position that the producer has reached; never backward. */
    void skipTo (std::uint64_t position) PARLANDO_REALTIME
    {
        writtenSeenByConsumer = written.load (std::memory_order_acquire);
        const auto target = std::min (position, writtenSeenByConsumer);
        if (target > taken.load (std::memory_order_relaxed))
            taken.store (target, std::memory_order_release);
    }

    /** Consumer: back to what was taken already, as far as the producer leaves it alone: by that much it must keep
       below the capacity with what waits. */
    void goBackTo (std::uint64_t position) PARLANDO_REALTIME
    {
        if (position < taken.load (std::memory_order_relaxed))
            taken.store (position, std::memory_order_release);
    }

    /** Either side; a moment later the other side may have changed it in this side's favour only, unless the consumer
        goes back. */
    [[nodiscard]] std::size_t available() const PARLANDO_REALTIME
    {
        const auto position = taken.load (std::memory_order_acquire);
        return static_cast<std::size_t> (written.load (std::memory_order_acquire) - position);
    }

private:
    template <typename Element>
    [[nodiscard]] Regions<Element> regions (std::uint64_t position, std::size_t count) const PARLANDO_REALTIME
    {
        const auto start = static_cast<std::size_t> (position) & mask;
        const auto untilEdge = std::min (count, capacity() - start);
        return {{slots.get() + start, untilEdge}, {slots.get(), count - untilEdge}};
    }

    static constexpr std::size_t cacheLine = 64;

    const std::size_t mask;
    const std::unique_ptr<T[]> slots;

    // Each side's own position and its memory of the other's share a cache line; the two sides do not.
    alignas (cacheLine) std::atomic<std::uint64_t> written{0};
    std::uint64_t takenSeenByProducer = 0;
    alignas (cacheLine) std::atomic<std::uint64_t> taken{0};
    std::uint64_t writtenSeenByConsumer = 0;

    static_assert (std::atomic<std::uint64_t>::is_always_lock_free);
};

} // namespace parlando
