#include "HttpProxyHandshake.h"

#include "ProxyError.h"

#include <openssl/evp.h>

#include <algorithm>
#include <vector>

namespace parlando
{

namespace
{

std::string base64 (std::string_view text)
{
    std::vector<unsigned char> encoded (4 * ((text.size() + 2) / 3) + 1);
    const auto length = EVP_EncodeBlock (encoded.data(), reinterpret_cast<const unsigned char*> (text.data()),
                                         static_cast<int> (text.size()));
    return {encoded.begin(), encoded.begin() + length};
}

std::string lowerCase (std::string_view text)
{
    std::string result (text);
    std::transform (result.begin(), result.end(), result.begin(),
                    [] (char c) { return c >= 'A' && c <= 'Z' ? static_cast<char> (c - 'A' + 'a') : c; });
    return result;
}

/** The length of the head with its empty line, or npos while it is not whole. */
std::size_t headLength (std::string_view text)
{
    for (std::size_t line = text.find ('\n'); line != text.npos; line = text.find ('\n', line + 1))
    {
        const auto rest = text.substr (line + 1, 2);

        if (rest.starts_with ('\n'))
            return line + 2;
        if (rest == "\r\n")
            return line + 3;
    }

    return text.npos;
}

/** "HTTP/1.1 407 …": 407; 0 where it is no such line. */
int statusIn (std::string_view head)
{
    constexpr std::string_view begin = "HTTP/";
    const auto line = head.substr (0, head.find_first_of ("\r\n"));
    const auto space = line.find (' ');

    if (! line.starts_with (begin) || space == line.npos || line.size() < space + 4)
        return 0;

    int status = 0;

    for (const auto digit : line.substr (space + 1, 3))
    {
        if (digit < '0' || digit > '9')
            return 0;

        status = 10 * status + (digit - '0');
    }

    const auto isWhole = line.size() == space + 4 || line[space + 4] == ' ';
    return isWhole && status >= 100 ? status : 0;
}

/** How one may sign in: the first words of the lines "Proxy-Authenticate: …", known ones alone. */
std::vector<std::string> schemesIn (std::string_view head)
{
    constexpr std::string_view field = "\nproxy-authenticate:";
    const auto lower = lowerCase (head);
    std::vector<std::string> found;

    for (const auto* scheme : {"Basic", "Digest", "NTLM", "Negotiate", "Kerberos", "Bearer"})
        for (auto at = lower.find (field); at != lower.npos; at = lower.find (field, at + 1))
        {
            const auto begin = at + field.size();
            const auto line = std::string_view (lower).substr (begin, lower.find ('\n', begin) - begin);
            const auto name = lowerCase (scheme);
            const auto place = line.find (name);

            // Several may stand in one line, behind commas.
            if (place != line.npos && (place == 0 || line[place - 1] == ' ' || line[place - 1] == ',') &&
                std::find (found.begin(), found.end(), scheme) == found.end())
                found.emplace_back (scheme);
        }

    return found;
}

} // namespace

HttpProxyHandshake::HttpProxyHandshake (const Proxy& used, const Target& wanted) : ProxyHandshake (used, wanted)
{
    const auto host = target.host.find (':') == target.host.npos ? target.host : "[" + target.host + "]";
    const auto authority = host + ":" + std::to_string (target.port);
    say ("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\nUser-Agent: Parlando\r\n");

    if (proxy.hasLogin())
        say ("Proxy-Authorization: Basic " + base64 (proxy.name + ":" + proxy.password) + "\r\n");

    say ("\r\n");
}

void HttpProxyHandshake::receive (std::string_view bytes)
{
    received += bytes;

    while (state() == State::talking)
    {
        const auto length = headLength (received);

        if (dropped + std::min (length, received.size()) > longestAnswer)
            return fail ({proxy_error::endlessAnswer (proxy)});

        // Whoever does not begin like HTTP will not end like it.
        constexpr std::string_view begin = "HTTP/";
        if (const auto some = std::string_view (received).substr (0, begin.size()); ! begin.starts_with (some))
            return fail ({proxy_error::notHttp (proxy)});

        if (length == received.npos)
            return;

        takeHead (std::string_view (received).substr (0, length), length == received.size());
        received.erase (0, length);
        dropped += length;
    }
}

void HttpProxyHandshake::takeHead (std::string_view head, bool isLast)
{
    const auto status = statusIn (head);

    if (status == 0)
        return fail ({proxy_error::notHttp (proxy)});

    if (status < 200)
        return; // the answer is still to come

    if (status >= 300)
        return fail (proxy_error::httpRefused (proxy, target, status, schemesIn (head)));

    // Through a proxy nobody has spoken yet: this is a page.
    if (! isLast)
        return fail ({proxy_error::notHttp (proxy)});

    open();
}

} // namespace parlando
