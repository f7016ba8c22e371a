#pragma once

#include <parlando_audio/TimelineVoice.h>
#include <parlando_replay/parlando_replay.h>

#include <memory>

namespace parlando
{

/** A project's takes as the voice on a track's timeline. */
class TakeTimeline final : public TimelineVoice
{
public:
    /** One thread that is not the audio thread; null is silence. */
    void setMap (std::shared_ptr<const ReplayMap> map) { player.setMap (std::move (map)); }

    std::size_t steadyFrames (const HostTransport& host, std::size_t most) PARLANDO_REALTIME override
    {
        return player.steadyFrames (host, most);
    }

    bool render (float* voice, std::size_t frames, const HostTransport& host) PARLANDO_REALTIME override
    {
        return player.render ({voice, frames}, host);
    }

private:
    ReplayPlayer player;
};

} // namespace parlando
