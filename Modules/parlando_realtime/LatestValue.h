#pragma once

#include "Realtime.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <type_traits>

namespace parlando
{

/** The newest value of something, from one writer thread to one reader thread; older ones are overwritten unseen.
    Wait-free on both sides, and a value is never torn: three slots, of which the writer and the reader each hold one
   and swap it against the third. */
template <typename T>
class LatestValue
{
    static_assert (std::is_trivially_copyable_v<T>, "publishing must not allocate or throw");

public:
    explicit LatestValue (const T& initial = {}) { slots.fill ({initial}); }

    /** Writer. */
    void publish (const T& value) PARLANDO_REALTIME
    {
        slots[writerSlot].value = value;
        writerSlot = middle.exchange (writerSlot | fresh, std::memory_order_acq_rel) & slotMask;
    }

    /** Reader. The newest published value; the reference is good until the next read(). */
    [[nodiscard]] const T& read() PARLANDO_REALTIME
    {
        if (hasNews())
            readerSlot = middle.exchange (readerSlot, std::memory_order_acq_rel) & slotMask;
        return slots[readerSlot].value;
    }

    /** Reader. Whether read() would return something not seen before. */
    [[nodiscard]] bool hasNews() const PARLANDO_REALTIME
    {
        return (middle.load (std::memory_order_relaxed) & fresh) != 0;
    }

private:
    struct alignas (64) Slot
    {
        T value;
    };

    static constexpr std::uint32_t fresh = 4, slotMask = 3;

    std::array<Slot, 3> slots;
    alignas (64) std::uint32_t writerSlot = 0;
    alignas (64) std::atomic<std::uint32_t> middle{1};
    alignas (64) std::uint32_t readerSlot = 2;
};

} // namespace parlando
