#include "Url.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace parlando
{

namespace detail_url
{
static std::string lowerCase (std::string_view text)
{
    std::string result (text);
    std::transform (result.begin(), result.end(), result.begin(),
                    [] (char c) { return c >= 'A' && c <= 'Z' ? static_cast<char> (c - 'A' + 'a') : c; });
    return result;
}

static bool isHostCharacter (char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
}

static bool isHost (std::string_view host)
{
    if (host.starts_with ('['))
        return host.size() > 3 && host.ends_with (']') &&
               host.substr (1, host.size() - 2).find_first_not_of ("0123456789abcdef:.") == std::string_view::npos;

    return ! host.empty() && std::all_of (host.begin(), host.end(), isHostCharacter);
}

static bool isPort (std::string_view text)
{
    int port = 0;
    const auto [end, error] = std::from_chars (text.data(), text.data() + text.size(), port);
    return error == std::errc() && end == text.data() + text.size() && port >= 1 && port <= 65535;
}

static std::string takeScheme (std::string_view& text)
{
    const auto mark = text.find ("://");
    const auto scheme = mark == std::string_view::npos ? std::string() : lowerCase (text.substr (0, mark));

    if (scheme != "ws" && scheme != "wss" && scheme != "http" && scheme != "https")
        throw std::invalid_argument ("The service's URL must begin with wss://, or with ws:// on this machine.");

    text.remove_prefix (mark + 3);
    return scheme == "ws" || scheme == "http" ? "ws" : "wss";
}
} // namespace detail_url

std::optional<Authority> Authority::parse (std::string_view text)
{
    Authority parts;
    const auto colon = text.find (':', text.starts_with ('[') ? std::min (text.find (']'), text.size()) : 0);
    parts.host = detail_url::lowerCase (text.substr (0, colon));

    if (colon != std::string_view::npos)
        parts.port = text.substr (colon + 1);

    const auto isGood =
        detail_url::isHost (parts.host) && (colon == std::string_view::npos || detail_url::isPort (parts.port));
    return isGood ? std::optional (parts) : std::nullopt;
}

Url Url::parse (std::string_view text)
{
    const auto isVisible = [] (char c) { return c > ' ' && c <= '~'; };

    if (text.size() > 2048 || ! std::all_of (text.begin(), text.end(), isVisible))
        throw std::invalid_argument (
            "The service's URL holds spaces or characters that a URL cannot have, or is longer than 2,048 bytes.");

    Url url;
    url.scheme = detail_url::takeScheme (text);

    if (text.find ('#') != std::string_view::npos)
        throw std::invalid_argument ("The service's URL must not have a fragment: leave out what follows the #.");

    const auto authority = text.substr (0, text.find_first_of ("/?"));
    const auto rest = text.substr (authority.size());
    const auto mark = rest.find ('?');

    url.path = rest.substr (0, mark);
    url.query = mark == std::string_view::npos ? std::string_view() : rest.substr (mark);

    if (authority.find ('@') != std::string_view::npos)
        throw std::invalid_argument ("The service's URL must not hold a user name or a password.");

    const auto parts = Authority::parse (authority);

    if (! parts)
        throw std::invalid_argument ("The service's URL must name a host, and a port from 1 to 65535 if any.");

    url.host = parts->host;
    url.port = parts->port;
    return url;
}

bool Url::isLoopback() const
{
    if (host == "localhost" || host == "[::1]")
        return true;

    // Exactly four numbers: 127.0.0.1.example.com is another machine.
    if (! host.starts_with ("127.") || std::count (host.begin(), host.end(), '.') != 3)
        return false;

    int digits = 0;
    for (const auto c : host)
    {
        digits = c == '.' ? 0 : digits + 1;
        if ((c != '.' && (c < '0' || c > '9')) || digits > 3)
            return false;
    }
    return digits > 0 && host.find ("..") == std::string::npos;
}

std::string Url::origin() const { return scheme + "://" + host + (port.empty() ? "" : ":" + port); }

} // namespace parlando
