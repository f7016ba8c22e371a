#pragma once

#include <parlando_transport/parlando_transport.h>

#include <cstddef>
#include <limits>

namespace parlando
{

/** What a LoopbackServer lets its peers make it hold. Whoever asks for more is refused with a close code of RFC 6455
    section 7.4 and a sentence. */
struct LoopbackLimits
{
    std::size_t longestRequest = 16 * 1024;        /**< Bytes of the upgrade request: 431. */
    std::size_t longestMessage = 16 * 1024 * 1024; /**< In one frame or in fragments, joined: 1009. */
    std::size_t mostHeld = 128 * 1024 * 1024;      /**< Bytes of all connections: 1013 for who wants more. */
    int mostConnections = 64;                      /**< At once: 1013; 16 more may be on their way to that word. */
    Milliseconds handshakeTime{10'000};            /**< From TCP's accept to the whole request. */
    Milliseconds closeTime{10'000};                /**< From a close frame to the peer's. */

    /** Bytes that wait for a peer that does not read: 1008. A script sends as much as it likes. */
    std::size_t mostUnread = std::numeric_limits<std::size_t>::max();
};

} // namespace parlando
