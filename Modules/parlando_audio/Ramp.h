#pragma once

#include <parlando_realtime/parlando_realtime.h>

#include <cstddef>

namespace parlando
{

/** A gain that moves in a straight line. Audio thread. */
class Ramp
{
public:
    void jumpTo (float value) PARLANDO_REALTIME
    {
        current = target = value;
        remaining = 0;
    }

    /** Reaches `value` after `samples` samples. */
    void moveTo (float value, std::size_t samples) PARLANDO_REALTIME
    {
        target = value;
        remaining = samples;
        step = samples == 0 ? 0.0f : (target - current) / static_cast<float> (samples);
        if (samples == 0)
            current = target;
    }

    void apply (float* block, std::size_t samples) PARLANDO_REALTIME
    {
        for (std::size_t i = 0; i < samples; ++i)
            block[i] *= next();
    }

    /** The gain for one more sample. */
    [[nodiscard]] float next() PARLANDO_REALTIME
    {
        if (remaining > 0)
            current = --remaining == 0 ? target : current + step;
        return current;
    }

    [[nodiscard]] std::size_t samplesLeft() const PARLANDO_REALTIME { return remaining; }

private:
    float current = 1.0f, target = 1.0f, step = 0.0f;
    std::size_t remaining = 0;
};

} // namespace parlando
