#pragma once

#include <parlando_realtime/HostTransport.h>
#include <parlando_realtime/Realtime.h>

#include <cstddef>

namespace parlando
{

/** A voice that lies at places of the host's timeline. Audio thread only. */
class TimelineVoice
{
public:
    virtual ~TimelineVoice() = default;

    /** How many of the next frames, at most `most` (at least 1), lie inside of a piece of it, or all outside; `host`:
        at the first of them. */
    [[nodiscard]] virtual std::size_t steadyFrames (const HostTransport& host, std::size_t most) PARLANDO_REALTIME = 0;

    /** Overwrites the frames; true when they lie inside of a piece. */
    virtual bool render (float* voice, std::size_t frames, const HostTransport& host) PARLANDO_REALTIME = 0;
};

} // namespace parlando
