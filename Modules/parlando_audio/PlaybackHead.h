#pragma once

#include "Declick.h"
#include "PlaceWriter.h"
#include "PlaybackRing.h"
#include "Ramp.h"
#include "YieldGain.h"

#include <cstddef>
#include <cstdint>

namespace parlando
{

/** The audio thread's end of the playback stream: plays what is in the ring, joins without clicks where the ring runs
    dry and where it comes back, obeys discardBefore with a fade of 5 ms, and makes way for a person as YieldGain does.
 */
class PlaybackHead
{
public:
    explicit PlaybackHead (PlaybackRing&) noexcept;

    /** Not during render(). */
    void prepare (int sampleRate) noexcept;

    /** Audio thread. Overwrites the block; false when all of it is silence. `host`: at its first frame. */
    bool render (float* block, std::size_t samples, const HostTransport& host) PARLANDO_REALTIME;

private:
    [[nodiscard]] bool adopt() PARLANDO_REALTIME;
    void obeyDiscard (std::uint64_t limit) PARLANDO_REALTIME;
    void finishDiscard() PARLANDO_REALTIME;
    std::size_t fadeOut (float* block, std::size_t samples, const HostTransport&) PARLANDO_REALTIME;
    std::size_t play (float* block, std::size_t samples, std::uint64_t end, const HostTransport&) PARLANDO_REALTIME;
    void stop (float* block, std::size_t samples) PARLANDO_REALTIME;
    void makeWay (VoiceYield wanted) PARLANDO_REALTIME;
    bool reportPassed() PARLANDO_REALTIME;
    void dropMarksBefore (std::uint64_t position) PARLANDO_REALTIME;

    PlaybackRing& ring;
    PlaceWriter places;
    Declick declick;
    Ramp fade;
    YieldGain yieldGain;
    std::size_t fadeLength = 240;
    std::uint64_t rewindLength = 7'200;
    bool isFading = false, isSounding = false;
    float last = 0.0f;             // the last sample that went out
    float held = 0.0f;             // what a fade goes on with when the old samples end before it
    std::uint64_t fadeEnd = 0;     // samples from here on belong to the next epoch
    std::uint64_t discarded = 0;   // the discardBefore that has been obeyed and reported
    std::uint64_t furthest = 0;    // the most that was read
    std::uint64_t backTo = 0;      // what lies before is of another turn, or void
    std::uint32_t preparation = 0; // the one the head plays for
};

} // namespace parlando
