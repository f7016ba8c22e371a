#include "Proxy.h"

#include "Url.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace parlando
{

namespace
{

constexpr std::size_t longestUrl = 2048;
constexpr std::size_t longestName = 255;  // RFC 1035 section 2.3.4
constexpr std::size_t longestLogin = 255; // RFC 1929: their lengths have a byte each

std::string_view trimmed (std::string_view text)
{
    constexpr auto blanks = " \t\r\n";
    const auto begin = text.find_first_not_of (blanks);
    return begin == text.npos ? std::string_view() : text.substr (begin, text.find_last_not_of (blanks) - begin + 1);
}

/** "The proxy in HTTPS_PROXY …" */
[[noreturn]] void refuse (std::string_view source, const std::string& why)
{
    throw std::invalid_argument ("The proxy" + (source.empty() ? "" : " in " + std::string (source)) + " " + why);
}

Proxy::Kind takeScheme (std::string_view& text, std::string_view source)
{
    const auto mark = text.find ("://");

    if (mark == text.npos)
        return Proxy::Kind::http;

    std::string scheme (text.substr (0, mark));
    std::transform (scheme.begin(), scheme.end(), scheme.begin(),
                    [] (char c) { return c >= 'A' && c <= 'Z' ? static_cast<char> (c - 'A' + 'a') : c; });
    text.remove_prefix (mark + 3);

    if (scheme == "http")
        return Proxy::Kind::http;
    if (scheme == "https")
        return Proxy::Kind::https;
    if (scheme == "socks5")
        return Proxy::Kind::socks5;
    if (scheme == "socks5h" || scheme == "socks")
        return Proxy::Kind::socks5h;

    refuse (source, "must begin with http://, https://, socks5:// or socks5h://.");
}

/** A percent sign that no two digits follow stays what it is. */
std::string withoutPercents (std::string_view text)
{
    std::string result;

    while (! text.empty())
    {
        unsigned byte = 0;
        const auto isEncoded = text.size() >= 3 && text[0] == '%' &&
                               std::from_chars (text.data() + 1, text.data() + 3, byte, 16).ptr == text.data() + 3;

        result += isEncoded ? static_cast<char> (byte) : text[0];
        text.remove_prefix (isEncoded ? 3 : 1);
    }

    return result;
}

/** RFC 3986 section 2.1: all but unreserved characters. */
std::string withPercents (std::string_view text)
{
    constexpr std::string_view digits = "0123456789ABCDEF", kept = "-._~";
    std::string result;

    for (const auto c : text)
    {
        const auto byte = static_cast<unsigned char> (c);
        const auto isKept =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || kept.find (c) != kept.npos;
        result += isKept ? std::string (1, c) : std::string{'%', digits[byte >> 4], digits[byte & 15]};
    }

    return result;
}

std::string takeWord (std::string_view text, std::string_view source)
{
    auto word = withoutPercents (text);
    const auto isControl = [] (char c) { return (c >= 0 && c < ' ') || c == 0x7f; };

    if (word.size() > longestLogin || std::any_of (word.begin(), word.end(), isControl))
        refuse (source, "has a name or a password with control characters, or of more than 255 bytes.");

    return word;
}

const char* schemeOf (Proxy::Kind kind)
{
    switch (kind)
    {
        case Proxy::Kind::http:
            return "http";
        case Proxy::Kind::https:
            return "https";
        case Proxy::Kind::socks5:
            return "socks5";
        case Proxy::Kind::socks5h:
            return "socks5h";
    }

    return "";
}

} // namespace

Proxy Proxy::parse (std::string_view text, std::string_view source)
{
    text = trimmed (text);

    if (text.size() > longestUrl)
        refuse (source, "has a URL of more than 2,048 bytes.");

    Proxy proxy;
    proxy.source = source;
    proxy.kind = takeScheme (text, source);
    auto authority = text.substr (0, text.find_first_of ("/?#"));

    // The last one: whoever writes a password with an @ as it is means it so.
    if (const auto at = authority.rfind ('@'); at != authority.npos)
    {
        const auto login = authority.substr (0, at);
        const auto colon = std::min (login.find (':'), login.size());
        proxy.name = takeWord (login.substr (0, colon), source);
        proxy.password = takeWord (login.substr (std::min (colon + 1, login.size())), source);
        authority.remove_prefix (at + 1);
    }

    const auto parts = Authority::parse (authority);

    if (! parts || parts->host.size() > longestName)
        refuse (source, "must be written scheme://host:port or scheme://name:password@host:port, with a port from 1 to "
                        "65535, and %2F, %23 and %3F for /, # and ? in the password.");

    proxy.host = parts->plainHost();
    proxy.port = ! parts->port.empty()       ? static_cast<std::uint16_t> (std::stoi (parts->port))
                 : proxy.kind == Kind::https ? 443
                                             : 1080;
    return proxy;
}

std::string Proxy::url() const
{
    auto text = forPeople();

    if (hasLogin())
        text.insert (text.find ("://") + 3,
                     withPercents (name) + (password.empty() ? "" : ":" + withPercents (password)) + "@");

    return text;
}

Proxy Proxy::withoutPassword() const
{
    auto other = *this;
    other.password.clear();
    return other;
}

std::string Proxy::forPeople() const
{
    const auto shown = host.find (':') == host.npos ? host : "[" + host + "]";
    return std::string (schemeOf (kind)) + "://" + shown + ":" + std::to_string (port);
}

} // namespace parlando
