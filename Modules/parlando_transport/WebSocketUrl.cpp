#include "WebSocketUrl.h"

#include "CleanText.h"

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <cctype>
#include <charconv>

namespace parlando
{

namespace detail_url
{
bool takePrefix (std::string_view& text, std::string_view prefix)
{
    const auto isSame = [] (char a, char b) { return std::tolower (static_cast<unsigned char> (a)) == b; };

    if (text.size() < prefix.size() ||
        ! std::equal (prefix.begin(), prefix.end(), text.begin(), [&] (char b, char a) { return isSame (a, b); }))
        return false;

    text.remove_prefix (prefix.size());
    return true;
}

bool isHostCharacter (char c)
{
    return std::isalnum (static_cast<unsigned char> (c)) || c == '-' || c == '.' || c == '_';
}

bool isTargetCharacter (char c) { return c > ' ' && c < 0x7f; }

// host[:port] or [address][:port]
bool readAuthority (std::string_view authority, WebSocketUrl& url)
{
    std::string_view host, port;
    const auto bracket = authority.find (']');

    if (authority.starts_with ('[') && bracket != authority.npos)
    {
        host = authority.substr (1, bracket - 1);
        port = authority.substr (bracket + 1);
    }
    else
    {
        host = authority.substr (0, authority.find (':'));
        port = authority.substr (host.size());

        if (! std::all_of (host.begin(), host.end(), isHostCharacter))
            return false;
    }

    std::transform (host.begin(), host.end(), std::back_inserter (url.host),
                    [] (unsigned char c) { return std::tolower (c); });

    if (authority.starts_with ('[') && ! url.isAddress())
        return false;

    if (port.size() > 1)
    {
        const auto [end, error] = std::from_chars (port.data() + 1, port.data() + port.size(), url.port);

        if (error != std::errc() || end != port.data() + port.size())
            return false;
    }

    return ! host.empty() && url.port != 0 && (port.empty() || port.starts_with (':'));
}
} // namespace detail_url

WebSocketUrl WebSocketUrl::parse (std::string_view text)
{
    WebSocketUrl url;
    auto rest = text;
    url.isSecure = detail_url::takePrefix (rest, "wss://");
    url.port = url.isSecure ? 443 : 80;

    const auto isKnown = url.isSecure || detail_url::takePrefix (rest, "ws://");
    const auto authority = rest.substr (0, rest.find_first_of ("/?#"));
    const auto target = rest.substr (authority.size());
    const auto isTargetGood =
        std::all_of (target.begin(), target.end(), detail_url::isTargetCharacter) && target.find ('#') == target.npos;

    if (! isKnown || ! isTargetGood || ! detail_url::readAuthority (authority, url))
    {
        // A user name or password before '@' would be as secret as the query.
        const auto at = text.rfind ('@');
        const auto open = at == text.npos ? text : text.substr (at);
        const auto shown = (at == text.npos ? "" : "...") + std::string (open.substr (0, open.find_first_of ("?#")));
        url.error =
            "The address '" + cleanText (shown) +
            "' cannot be used: write it as wss://host/path (a port may follow the host, no user name, no spaces).";
        return url;
    }

    url.target = target.starts_with ('/') ? std::string (target) : "/" + std::string (target);

    if (! url.isSecure && ! url.isThisMachine())
        url.error = "The address " + url.forPeople() +
                    " is not encrypted, and that is allowed only for a service on this machine: use wss:// instead.";

    return url;
}

bool WebSocketUrl::isThisMachine() const
{
    boost::system::error_code invalid;
    const auto address = boost::asio::ip::make_address (host, invalid);
    return host == "localhost" || (! invalid && address.is_loopback());
}

bool WebSocketUrl::isAddress() const
{
    boost::system::error_code invalid;
    boost::asio::ip::make_address (host, invalid);
    return ! invalid;
}

std::string WebSocketUrl::hostHeader() const
{
    const auto shown = host.find (':') == host.npos ? host : "[" + host + "]";
    return port == (isSecure ? 443 : 80) ? shown : shown + ":" + std::to_string (port);
}

std::string WebSocketUrl::forPeople() const
{
    return (isSecure ? "wss://" : "ws://") + hostHeader() + target.substr (0, target.find ('?'));
}

} // namespace parlando
