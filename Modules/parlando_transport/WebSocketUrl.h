#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace parlando
{

/** A `ws://` or `wss://` URL taken apart. */
struct WebSocketUrl
{
    bool isSecure = true;
    std::string host; /**< Lower case; an IPv6 address without its brackets. */
    std::uint16_t port = 443;
    std::string target = "/"; /**< Path and query as sent to the server. The query may be secret. */

    /** Set when the URL cannot be used: a sentence without the query. Nothing else is then meant. */
    std::string error;

    /** `ws://` to another machine is an error (the credential would travel in clear). No lookup takes place. */
    static WebSocketUrl parse (std::string_view);

    /** Whether the host is 127.0.0.0/8, ::1 or localhost. */
    bool isThisMachine() const;

    /** Whether the host is a numeric address. */
    bool isAddress() const;

    /** The Host header: without the port where it is the scheme's own. */
    std::string hostHeader() const;

    /** For errors: scheme, host and path, no query. */
    std::string forPeople() const;
};

} // namespace parlando
