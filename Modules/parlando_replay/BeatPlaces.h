#pragma once

#include "ReplayLayers.h"
#include "ReplayMap.h"

#include <parlando_realtime/parlando_realtime.h>

#include <cstddef>
#include <cstdint>

namespace parlando
{

/** A block's place in samples, and in quarter notes where they count. */
struct BlockPlace
{
    std::int64_t position = 0;
    int frames = 0;
    bool hasSamples = false; /**< Else `position` was made of the beats. */
    double beats = 0.0;
    double samplesPerBeat = 0.0; /**< 0: quarter notes play no part. */

    [[nodiscard]] bool isByBeats() const PARLANDO_REALTIME { return samplesPerBeat > 0.0; }
};

/** Where pieces sound that are held by their quarter notes. Each finds its place once per roll, in whole samples, and
    keeps it while the host rolls on: at its recorded sample if the host's quarter note there is the recorded one within
    a tick, as hosts round theirs; else where its quarter note is. Audio thread. */
class BeatPlaces
{
public:
    /** A roll begins: with the pieces that the block is in the midst of, at the tempo there. */
    void begin (const ReplayMap&, const BlockPlace&) PARLANDO_REALTIME;

    /** Takes in what begins in this block, and forgets what ended before it. */
    void advance (const ReplayMap&, const BlockPlace&) PARLANDO_REALTIME;

    [[nodiscard]] std::span<const ReplayLayer> layers() const PARLANDO_REALTIME { return sounding.all(); }

private:
    ReplayLayers sounding;
    std::size_t next = 0; // of the map's byBeats()
};

} // namespace parlando
