#pragma once

#include <parlando_realtime/parlando_realtime.h>

#include <cstdint>

namespace parlando
{

/** What happened to a turn on its way to the ear. */
struct PlayoutEvent
{
    enum class Kind : std::uint8_t
    {
        firstSample, // the turn's first sample went out
        lastSample,  // the turn was heard to its end, or to where it was cut: samplesHeard + samplesDiscarded is all of
                     // it
        silenced,    // the turn was cut by interrupt(), or found no room: samplesHeard + samplesDiscarded is all of it
        underrun     // the turn ran dry before its end
    };

    Kind kind = Kind::firstSample;
    std::uint64_t turn = 0;

    /** When the block was made in which it happened; the ear is later by the device's own delay. */
    Instant when{};

    /** Of this turn, at the rates it was pushed with. */
    std::uint64_t samplesHeard = 0, samplesDiscarded = 0;
};

} // namespace parlando
