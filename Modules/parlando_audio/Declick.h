#pragma once

#include <parlando_realtime/parlando_realtime.h>

#include <algorithm>
#include <cstddef>

namespace parlando
{

/** Joins two pieces of sound without a click and without touching either: where the signal would jump from y to x, the
    offset y - x is added and decays to 0 in a straight line. Audio thread. */
class Declick
{
public:
    void prepare (std::size_t lengthInSamples) PARLANDO_REALTIME
    {
        length = std::max<std::size_t> (lengthInSamples, 1);
        remaining = 0;
    }

    /** The last sample that went out, and the one that comes next. */
    void jump (float from, float to) PARLANDO_REALTIME
    {
        offset = from - to;
        step = offset / static_cast<float> (length);
        remaining = offset == 0.0f ? 0 : length;
    }

    void apply (float* block, std::size_t samples) PARLANDO_REALTIME
    {
        const auto count = std::min (samples, remaining);
        for (std::size_t i = 0; i < count; ++i)
            block[i] += offset - step * static_cast<float> (length - remaining + i);
        remaining -= count;
    }

    [[nodiscard]] bool isActive() const PARLANDO_REALTIME { return remaining > 0; }

private:
    float offset = 0.0f, step = 0.0f;
    std::size_t length = 1, remaining = 0;
};

} // namespace parlando
