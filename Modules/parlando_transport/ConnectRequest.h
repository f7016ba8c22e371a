#pragma once

#include "Proxy.h"

#include <parlando_realtime/parlando_realtime.h>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace parlando
{

/** Where and how to connect. */
struct ConnectRequest
{
    /** `wss://host[:port][/path][?query]`; `ws://` only for this machine (127.0.0.0/8, ::1, localhost). The query may
        hold a secret: it appears in no error. */
    std::string url;

    /** Sent with the upgrade request; may hold secrets, likewise. */
    std::vector<std::pair<std::string, std::string>> headers;

    /** A PEM file of certificates trusted beside the system's; empty for none. */
    std::string caFile;

    /** The way to the service, if not directly; not for `ws://`, which does not leave this machine. Its name and
        password appear in no error. */
    std::optional<Proxy> proxy;

    /** One limit over name lookup, TCP, proxy, TLS and upgrade together (C7). */
    Milliseconds timeout{15000};

    /** A longer message closes the connection with 1009 before room is made for it (C78, protocol section 1.3). */
    std::size_t maximumMessageBytes = 16u << 20;
};

} // namespace parlando
