#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace parlando
{

/** A proxy between this machine and a service. It sees the service's name and encrypted bytes, nothing more: TLS to the
    service goes through it from end to end. */
struct Proxy
{
    enum class Kind
    {
        http,   /**< CONNECT (RFC 9110 section 9.3.6). */
        https,  /**< The same, over TLS to the proxy. */
        socks5, /**< RFC 1928; the service's name is looked up on this machine. */
        socks5h /**< … by the proxy. */
    };

    Kind kind = Kind::http;
    std::string host; /**< Lower case; an IPv6 address without its brackets. */
    std::uint16_t port = 1080;
    std::string name, password; /**< As they are; both empty where there are none. Secret. */
    std::string source;         /**< For people: where it was given, such as "HTTPS_PROXY"; may be empty. */

    /** Reads `[scheme://][name[:password]@]host[:port][/]` as curl does: http where there is no scheme; port 443 for
        https and 1080 for the others where there is none; `%` and two digits in name and password for any byte.
        Throws std::invalid_argument with a sentence that repeats nothing of the text. */
    static Proxy parse (std::string_view text, std::string_view source = {});

    bool hasLogin() const noexcept { return ! name.empty() || ! password.empty(); }

    /** As parse() reads it, with name and password: secret. */
    std::string url() const;

    /** The same proxy, without its password. */
    Proxy withoutPassword() const;

    /** scheme://host:port, nothing secret. */
    std::string forPeople() const;

    bool operator== (const Proxy&) const = default;
};

} // namespace parlando
