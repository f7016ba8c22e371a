#pragma once

#include "Ramp.h"

#include <parlando_realtime/parlando_realtime.h>

#include <algorithm>
#include <cstddef>

namespace parlando
{

/** A gain that follows a control without clicks, and comes to rest exactly at it. Audio thread. */
class SmoothGain
{
public:
    /** How long a change takes. */
    void prepare (std::size_t lengthInSamples) PARLANDO_REALTIME
    {
        length = std::max<std::size_t> (lengthInSamples, 1);
        reset();
    }

    /** The next aimAt() jumps. */
    void reset() PARLANDO_REALTIME { isFresh = true; }

    void jumpTo (float value) PARLANDO_REALTIME
    {
        target = value;
        ramp.jumpTo (value);
        isFresh = false;
    }

    void aimAt (float value) PARLANDO_REALTIME
    {
        if (isFresh)
            return jumpTo (value);
        if (value == target)
            return;
        target = value;
        ramp.moveTo (value, length);
    }

    [[nodiscard]] bool isSettled() const PARLANDO_REALTIME { return ramp.samplesLeft() == 0; }
    [[nodiscard]] bool isSettledAt (float value) const PARLANDO_REALTIME { return isSettled() && target == value; }

    /** The gain for one more sample. */
    [[nodiscard]] float next() PARLANDO_REALTIME { return ramp.next(); }

    void apply (float* block, std::size_t samples) PARLANDO_REALTIME
    {
        if (! isSettledAt (1.0f))
            ramp.apply (block, samples);
    }

private:
    Ramp ramp;
    float target = 1.0f;
    std::size_t length = 1;
    bool isFresh = true;
};

} // namespace parlando
