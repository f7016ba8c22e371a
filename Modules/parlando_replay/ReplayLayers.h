#pragma once

#include "ReplaySegment.h"

#include <parlando_realtime/parlando_realtime.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace parlando
{

/** A segment at the place where it sounds: moved by `shift` host samples. */
struct ReplayLayer
{
    const ReplaySegment* segment = nullptr;
    std::int64_t shift = 0;

    [[nodiscard]] std::int64_t begin() const PARLANDO_REALTIME { return segment->begin + shift; }
    [[nodiscard]] std::int64_t end() const PARLANDO_REALTIME { return segment->end + shift; }
};

/** The segments that sound around one place, the newest last. Audio thread. */
class ReplayLayers
{
public:
    /** 5 ms hold two or three; only pieces by beats at many times their tempo come to more, and find no room. */
    static constexpr std::size_t most = 32;

    void clear() PARLANDO_REALTIME { count = 0; }

    void add (ReplayLayer layer) PARLANDO_REALTIME
    {
        if (count == most)
            return;

        auto place = count++;

        for (; place > 0 && layers[place - 1].segment->age > layer.segment->age; --place)
            layers[place] = layers[place - 1];

        layers[place] = layer;
    }

    /** Forgets those that end at `position` or before. */
    void dropBefore (std::int64_t position) PARLANDO_REALTIME
    {
        std::size_t kept = 0;

        for (std::size_t i = 0; i < count; ++i)
            if (layers[i].end() > position)
                layers[kept++] = layers[i];

        count = kept;
    }

    [[nodiscard]] std::span<const ReplayLayer> all() const PARLANDO_REALTIME { return {layers.data(), count}; }

private:
    std::array<ReplayLayer, most> layers;
    std::size_t count = 0;
};

} // namespace parlando
