#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace parlando
{

/** A Url as a connection needs it. */
struct WebSocketUrl
{
    bool isSecure = true;
    std::string host; /**< Lower case; an IPv6 address without its brackets. */
    std::uint16_t port = 443;
    std::string target = "/"; /**< Path and query as sent to the server. The query may be secret. */

    bool isThisMachine = false; /**< 127.0.0.0/8, ::1 or localhost. */

    /** Set when the URL cannot be used: a sentence without the query. Nothing else is then meant. */
    std::string error;

    /** `ws://` to another machine is an error (the credential would travel in clear). No lookup takes place. */
    static WebSocketUrl parse (std::string_view);

    std::uint16_t usualPort() const { return isSecure ? 443 : 80; }

    /** The Host header: without the port where it is the scheme's own. */
    std::string hostHeader() const;

    /** For errors: scheme, host and path, no query. */
    std::string forPeople() const;
};

} // namespace parlando
