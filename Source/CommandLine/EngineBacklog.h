#pragma once

#include <cstddef>

namespace parlando
{

/** True while the capture ring is more than half full: the session thread is behind, because the network is. */
template <typename Engine>
bool captureIsBehind (const Engine& engine)
{
    if constexpr (requires { engine.captureBacklog(); })
        return engine.captureBacklog() > engine.captureCapacity() / 2;
    else
        return false;
}

/** True while a block of voice waits in the playback ring. */
template <typename Engine>
bool voiceIsReadyFor (const Engine& engine, int frames)
{
    if constexpr (requires { engine.playbackBacklog(); })
        return engine.playbackBacklog() >= static_cast<std::size_t> (frames);
    else
        return true;
}

} // namespace parlando
