#pragma once

#include "Realtime.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace parlando
{

/** Gives the audio thread another object while it uses one, without a wait on either side. The audio thread never frees
    one: what it has let go of goes with the next publish() or collect(). */
template <typename T>
class Handover
{
public:
    Handover() = default;
    Handover (const Handover&) = delete;
    Handover& operator= (const Handover&) = delete;

    /** One thread that is not the audio thread; nullptr for none. */
    void publish (std::shared_ptr<T> object)
    {
        kept.push_back (std::make_unique<Handed> (Handed{std::move (object), ++lastNumber}));

        // What comes back was never taken, and nobody else knows of it.
        const auto* unseen = waiting.exchange (kept.back().get(), std::memory_order_acq_rel);
        std::erase_if (kept, [unseen] (const auto& handed) { return handed.get() == unseen; });
        collect();
    }

    /** The same thread. */
    void collect()
    {
        const auto inUse = taken.load (std::memory_order_acquire);
        std::erase_if (kept, [inUse] (const auto& handed) { return handed->number < inUse; });
    }

    /** Audio thread: take() would return another one than before. */
    [[nodiscard]] bool hasNewer() const PARLANDO_REALTIME
    {
        return waiting.load (std::memory_order_relaxed) != nullptr;
    }

    /** Audio thread. The newest that was published, or nullptr; it is there until the next call. */
    [[nodiscard]] T* take() PARLANDO_REALTIME
    {
        if (hasNewer())
        {
            current = waiting.exchange (nullptr, std::memory_order_acq_rel);
            taken.store (current->number, std::memory_order_release);
        }

        return current == nullptr ? nullptr : current->object.get();
    }

private:
    struct Handed
    {
        std::shared_ptr<T> object;
        std::uint64_t number;
    };

    std::vector<std::unique_ptr<Handed>> kept; // by their number
    std::uint64_t lastNumber = 0;
    std::atomic<const Handed*> waiting{nullptr};
    std::atomic<std::uint64_t> taken{0}; // what has a smaller number is not in use any more
    const Handed* current = nullptr;     // the audio thread's
};

} // namespace parlando
