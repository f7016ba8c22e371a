#pragma once

#include "Realtime.h"

#include <cstdint>

namespace parlando
{

/** What the host tells of its time at one frame, mostly a block's first; hosts leave out what they do not know.
    Trivially copyable. */
struct HostTransport
{
    struct Optional
    {
        double value = 0.0;
        bool isThere = false;

        Optional() = default;
        Optional (double present) : value (present), isThere (true) {}
        explicit operator bool() const noexcept { return isThere; }
    };

    bool isThere = false; /**< The host tells of its transport at all. */
    bool isPlaying = false, isRecording = false, isLooping = false;

    /** The frame's place on the host's timeline, in samples at `sampleRate` since the start of the session; below 0 in
        a pre-roll. Counts only with `hasSamples`. */
    std::int64_t samples = 0;
    bool hasSamples = false;
    int sampleRate = 0; /**< Hz; 0 where it is not known. */

    Optional tempo; /**< Beats (quarter notes) a minute; above 0. */
    Optional meterNumerator, meterDenominator;
    Optional beats;              /**< Quarter notes since the start of the session. */
    Optional barStart;           /**< Quarter notes at which this bar began. */
    Optional bar;                /**< Counted from 0. */
    Optional seconds;            /**< Since the start of the session. */
    Optional loopStart, loopEnd; /**< Quarter notes. */

    Optional timecodeOrigin; /**< The time code at the start of the session, in seconds. */
    Optional timecodeRate;   /**< Frames of the time code a second: 24, 25, 30 000 / 1 001 and the like. */
    bool isDropFrame = false;

    /** Quarter notes in a bar; 4 where the host tells no meter. */
    [[nodiscard]] double beatsPerBar() const noexcept
    {
        return meterNumerator && meterDenominator && meterDenominator.value > 0.0
                   ? 4.0 * meterNumerator.value / meterDenominator.value
                   : 4.0;
    }

    /** The same so many frames later in a block; where the host stands still nothing moves. */
    [[nodiscard]] HostTransport after (std::int64_t frames) const PARLANDO_REALTIME
    {
        auto later = *this;

        if (! isPlaying || sampleRate <= 0)
            return later;

        const auto passed = static_cast<double> (frames) / sampleRate;
        later.samples += frames;
        later.seconds.value += passed;

        if (tempo)
            later.beats.value += passed * tempo.value / 60.0;

        return later;
    }
};

} // namespace parlando
