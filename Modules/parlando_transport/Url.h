#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parlando
{

/** host[:port] taken apart. */
struct Authority
{
    std::string host; /**< Lower case; an IPv6 address in its brackets. */
    std::string port; /**< Empty, or 1 to 65535. */

    /** Nothing where it is not that. */
    static std::optional<Authority> parse (std::string_view);

    /** An IPv6 address without its brackets. */
    std::string plainHost() const { return host.starts_with ('[') ? host.substr (1, host.size() - 2) : host; }
};

/** A WebSocket URL taken apart: scheme://host[:port][path][?query]. */
struct Url
{
    std::string scheme; /**< "ws" or "wss". */
    std::string host;   /**< Lower case; an IPv6 address in its brackets. */
    std::string port;   /**< Empty, or 1 to 65535. */
    std::string path;   /**< Empty, or begins with a slash. */
    std::string query;  /**< Empty, or begins with a question mark. */

    /** http and https are taken as ws and wss. Throws std::invalid_argument with a sentence that does not repeat the
        text: someone may have put a key into it. */
    static Url parse (std::string_view text);

    /** localhost, 127.x.x.x or [::1], written so. */
    bool isLoopback() const;

    /** scheme://host[:port] */
    std::string origin() const;
};

} // namespace parlando
