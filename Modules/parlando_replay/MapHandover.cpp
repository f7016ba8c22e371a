#include "MapHandover.h"

#include <utility>

namespace parlando
{

MapHandover::MapHandover() = default;
MapHandover::~MapHandover() = default;

void MapHandover::publish (std::shared_ptr<const ReplayMap> map)
{
    kept.push_back (std::make_unique<Handed> (Handed{std::move (map), ++lastNumber}));

    // What comes back was never taken, and nobody else knows of it.
    const auto* unseen = waiting.exchange (kept.back().get(), std::memory_order_acq_rel);
    std::erase_if (kept, [unseen] (const auto& handed) { return handed.get() == unseen; });
    collect();
}

void MapHandover::collect()
{
    const auto inUse = taken.load (std::memory_order_acquire);
    std::erase_if (kept, [inUse] (const auto& handed) { return handed->number < inUse; });
}

const ReplayMap* MapHandover::take() PARLANDO_REALTIME
{
    if (waiting.load (std::memory_order_relaxed) != nullptr)
    {
        current = waiting.exchange (nullptr, std::memory_order_acq_rel);
        taken.store (current->number, std::memory_order_release);
    }

    return current == nullptr ? nullptr : current->map.get();
}

} // namespace parlando
