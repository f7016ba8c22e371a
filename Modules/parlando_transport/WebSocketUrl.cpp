#include "WebSocketUrl.h"

#include "Url.h"

#include <stdexcept>

namespace parlando
{

WebSocketUrl WebSocketUrl::parse (std::string_view text)
{
    WebSocketUrl result;

    try
    {
        const auto url = Url::parse (text);
        result.isSecure = url.scheme == "wss";
        result.host = Authority{url.host, {}}.plainHost();
        result.port = url.port.empty() ? result.usualPort() : static_cast<std::uint16_t> (std::stoi (url.port));
        result.target = (url.path.empty() ? "/" : url.path) + url.query;
        result.isThisMachine = url.isLoopback();

        if (! result.isSecure && ! result.isThisMachine)
            result.error = "The address " + result.forPeople() +
                           " is not encrypted, and that is allowed only for a service on this machine: use wss:// "
                           "instead.";
    }
    catch (const std::invalid_argument& problem)
    {
        result.error = problem.what();
    }

    return result;
}

std::string WebSocketUrl::hostHeader() const
{
    const auto shown = host.find (':') == host.npos ? host : "[" + host + "]";
    return port == usualPort() ? shown : shown + ":" + std::to_string (port);
}

std::string WebSocketUrl::forPeople() const
{
    return (isSecure ? "wss://" : "ws://") + hostHeader() + target.substr (0, target.find ('?'));
}

} // namespace parlando
