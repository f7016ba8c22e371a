#pragma once

#include <parlando_realtime/parlando_realtime.h>

#include <algorithm>
#include <cmath>

namespace parlando
{

/** Whether a signal is louder than a threshold: its RMS over about 10 ms. Once it is, it stays so until it is 4 dB
    below, so that what wavers about it does not flutter. Audio thread, but for prepare(). */
class LevelDetector
{
public:
    /** Any thread, not while it hears. */
    void prepare (int sampleRate) noexcept
    {
        follow = 1.0 - std::exp (-1.0 / (windowLength * sampleRate));
        reset();
    }

    /** As after silence. */
    void reset() PARLANDO_REALTIME
    {
        power = 0.0;
        isAbove = false;
    }

    /** An RMS, linear; 1 is that of a square wave at full scale. */
    void setThreshold (float level) PARLANDO_REALTIME
    {
        above = static_cast<double> (level) * static_cast<double> (level);
        below = above * hysteresis;
    }

    /** One more sample, which is a number: whether the signal is loud now. */
    [[nodiscard]] bool hear (float sample) PARLANDO_REALTIME
    {
        const auto square = std::min (static_cast<double> (sample) * static_cast<double> (sample), loudest);
        power += follow * (square - power);
        isAbove = power > (isAbove ? below : above);
        return isAbove;
    }

private:
    static constexpr double windowLength = 0.01;  // seconds
    static constexpr double hysteresis = 0.39811; // -4 dB
    static constexpr double loudest = 4.0;        // +6 dB: from a click beyond it the way back would be long

    double follow = 1.0, power = 0.0;
    double above = 1.0, below = hysteresis;
    bool isAbove = false;
};

} // namespace parlando
