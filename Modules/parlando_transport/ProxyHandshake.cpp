#include "ProxyHandshake.h"

#include "HttpProxyHandshake.h"
#include "ProxyError.h"
#include "Socks5Handshake.h"

namespace parlando
{

std::string ProxyHandshake::Target::forPeople() const
{
    return (shownHost.empty() ? host : shownHost) + " port " + std::to_string (port);
}

std::unique_ptr<ProxyHandshake> ProxyHandshake::make (const Proxy& proxy, const Target& target)
{
    if (proxy.kind == Proxy::Kind::socks5 || proxy.kind == Proxy::Kind::socks5h)
        return std::make_unique<Socks5Handshake> (proxy, target);

    return std::make_unique<HttpProxyHandshake> (proxy, target);
}

void ProxyHandshake::hangUp() { fail ({proxy_error::hungUp (proxy)}); }

void ProxyHandshake::fail (Failure why)
{
    current = State::failed;
    reason = std::move (why);
    outgoing.clear();
}

} // namespace parlando
