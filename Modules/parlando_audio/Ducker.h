#pragma once

#include "SmoothGain.h"

#include <parlando_realtime/parlando_realtime.h>

#include <algorithm>
#include <cstddef>

namespace parlando
{

/** The gain of a signal that makes room for another: down while the other sounds and over gaps of up to 150 ms, then
    back to exactly 1. Audio thread. */
class Ducker
{
public:
    void prepare (int sampleRate) PARLANDO_REALTIME
    {
        rate = sampleRate;
        hold = static_cast<std::size_t> (sampleRate) * 3 / 20;
        ducked.prepare (static_cast<std::size_t> (sampleRate) / 50);
        reset();
    }

    /** Back to 1 at once. */
    void reset() PARLANDO_REALTIME
    {
        depth = 0.0;
        holdLeft = 0;
        isDown = false;
        ducked.reset();
    }

    /** The linear gain while the other sounds, and the seconds from 1 down to it and back. */
    void setShape (float gainWhenDown, float attack, float release) PARLANDO_REALTIME
    {
        if (depth == 0.0)
            ducked.jumpTo (gainWhenDown);
        ducked.aimAt (gainWhenDown);
        down = 1.0 / std::max (attack * rate, 1.0);
        up = 1.0 / std::max (release * rate, 1.0);
    }

    /** Whether the other sounds in the next `samples` samples. */
    void hear (bool isSounding, std::size_t samples) PARLANDO_REALTIME
    {
        isDown = isSounding || holdLeft > 0;
        holdLeft = isSounding ? hold : holdLeft - std::min (holdLeft, samples);
    }

    /** True when nothing is ducked, and next() will give 1 until hear() says otherwise. */
    [[nodiscard]] bool isResting() const PARLANDO_REALTIME { return depth == 0.0 && ! isDown; }

    /** True when next() will go on giving the same until hear() or setShape() say otherwise. */
    [[nodiscard]] bool isSettled() const PARLANDO_REALTIME
    {
        return depth == (isDown ? 1.0 : 0.0) && (ducked.isSettled() || ! isDown);
    }

    /** How many of the next samples hear() may be told of at once, at most `most`, so that it comes out as if it had
        been told of each. */
    [[nodiscard]] std::size_t samplesAlike (std::size_t most) const PARLANDO_REALTIME
    {
        return holdLeft > 0 ? std::min (holdLeft, most) : most;
    }

    /** The gain for one more sample. */
    [[nodiscard]] float next() PARLANDO_REALTIME
    {
        depth = isDown ? std::min (depth + down, 1.0) : std::max (depth - up, 0.0);
        const auto weight = static_cast<float> (depth * depth * (3.0 - 2.0 * depth));
        return 1.0f - weight * (1.0f - ducked.next());
    }

private:
    SmoothGain ducked;
    double rate = 48'000.0, down = 1.0, up = 1.0;
    double depth = 0.0; // 0: nothing is ducked, 1: all the way down
    std::size_t hold = 7'200, holdLeft = 0;
    bool isDown = false;
};

} // namespace parlando
