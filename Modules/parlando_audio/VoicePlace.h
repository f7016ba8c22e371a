#pragma once

#include <parlando_realtime/HostTransport.h>

#include <cstdint>

namespace parlando
{

/** Where on the host's timeline a piece of a turn was heard, from a sample on: the turn's first one, or where the host
    stopped, was started, jumped or looped, or the voice came back after silence. */
struct VoicePlace
{
    std::uint64_t turn = 0;
    std::uint64_t frame = 0; /**< Since the turn's first, at the rate at which it went out. */
    double sample = 0.0;     /**< The same in the turn's own samples, of which it is a fraction. */
    HostTransport host;      /**< At that frame. */
};

} // namespace parlando
