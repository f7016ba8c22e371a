#pragma once

#include "ProxyHandshake.h"

namespace parlando
{

/** CONNECT, with Basic authentication where the proxy's URL has a name or a password (RFC 9110 section 9.3.6, RFC
   7617). Takes answers as loosely written as proxies do: HTTP/1.0, line feeds alone, no words after the status. */
class HttpProxyHandshake final : public ProxyHandshake
{
public:
    HttpProxyHandshake (const Proxy&, const Target&);

    /** Heads of answers, in all. */
    static constexpr std::size_t longestAnswer = 64 * 1024;

    void receive (std::string_view) override;

private:
    void takeHead (std::string_view head, bool isLast);

    std::string received;
    std::size_t dropped = 0; // heads before the last one
};

} // namespace parlando
