#pragma once

#include "BeatPlaces.h"
#include "ReplayMap.h"
#include "RollWatch.h"

#include <parlando_realtime/Handover.h>
#include <parlando_realtime/parlando_realtime.h>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

namespace parlando
{

/** Plays a ReplayMap where the host is. What sounds at a host sample depends on the map and on that sample's number
    alone: live and in any render, at any block size, the same bits. By beats it depends on where the host's quarter
    notes were in the block in which a piece came up, too.

    The host's word counts for each block anew: behind a jump or a loop's end that it left inside a block the next block
    is right. It is silent while the host stands still, tells no place, has another rate than the map, or plays at
    another speed than its time runs; of that the first two blocks cannot be told from a jump. A host that tells quarter
    notes and a tempo but no samples is followed by them. */
class ReplayPlayer
{
public:
    /** One thread that is not the audio thread. The map is heard from the next block on; nullptr is silence. Frees what
        the audio thread has let go of. */
    void setMap (std::shared_ptr<const ReplayMap> newest) { handover.publish (std::move (newest)); }

    /** The same thread: frees the map before, once a block has been rendered since. */
    void collect() { handover.collect(); }

    /** Writes the voice, one channel, to all of `out`, at its recorded level; false where that is silence. Audio
        thread. */
    bool render (std::span<float> out, const HostTransport&) PARLANDO_REALTIME;

    /** How many of the frames that come next, at most `most`, lie inside of pieces, or all outside. Where pieces follow
        beats, and without samples, all of them: there nobody knows before. Audio thread. */
    [[nodiscard]] std::size_t steadyFrames (const HostTransport&, std::size_t most) PARLANDO_REALTIME;

    /** Forgets where the host was, as if it had stood still. Audio thread, or while it does not run. */
    void reset() PARLANDO_REALTIME { watch.stop(); }

private:
    /** So long are the stretches that are looked up: always the same work for as many samples. */
    static constexpr std::size_t chunk = 256;

    [[nodiscard]] bool isInGap (const HostTransport&, std::size_t frames) const PARLANDO_REALTIME;
    [[nodiscard]] std::optional<BlockPlace> follow (const HostTransport&, int frames) PARLANDO_REALTIME;
    [[nodiscard]] BlockPlace placeOf (const HostTransport&, int frames) const PARLANDO_REALTIME;
    void followBeats (const BlockPlace&, bool isJump) PARLANDO_REALTIME;
    bool mix (std::span<float> out, const BlockPlace&, std::int64_t position) PARLANDO_REALTIME;
    void mixLayer (std::span<float> out, std::int64_t position, const ReplayLayer&) PARLANDO_REALTIME;

    Handover<const ReplayMap> handover;
    const ReplayMap* map = nullptr;

    /** Host samples of `map` between which nothing sounds, as last found, so that most blocks need no look at it: it is
        out of the caches when a host's next block comes. */
    std::int64_t gapBegin = 0, gapEnd = 0;
    int gapRate = 0;
    std::size_t hint = 0; // what was looked up last

    RollWatch watch;
    BeatPlaces places;
    bool isByBeats = false;     // the block before was
    double expectedBeats = 0.0; // where one would go on from it
    std::array<float, chunk> scratch{};
};

} // namespace parlando
