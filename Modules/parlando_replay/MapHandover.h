#pragma once

#include "ReplayMap.h"

#include <parlando_realtime/parlando_realtime.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

namespace parlando
{

/** Gives the audio thread another map while it plays, without a wait on either side. It never frees one: what it has
    let go of goes with the next publish() or collect(). */
class MapHandover
{
public:
    MapHandover();
    ~MapHandover();
    MapHandover (const MapHandover&) = delete;
    MapHandover& operator= (const MapHandover&) = delete;

    /** One thread that is not the audio thread; nullptr for none. */
    void publish (std::shared_ptr<const ReplayMap>);
    void collect();

    /** Audio thread. The newest that was published, or nullptr; it is there until the next call. */
    [[nodiscard]] const ReplayMap* take() PARLANDO_REALTIME;

private:
    struct Handed
    {
        std::shared_ptr<const ReplayMap> map;
        std::uint64_t number;
    };

    std::vector<std::unique_ptr<Handed>> kept; // by their number
    std::uint64_t lastNumber = 0;
    std::atomic<const Handed*> waiting{nullptr};
    std::atomic<std::uint64_t> taken{0}; // what has a smaller number is not in use any more
    const Handed* current = nullptr;     // the audio thread's
};

} // namespace parlando
