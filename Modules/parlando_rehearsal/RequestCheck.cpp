#include "RequestCheck.h"

#include "RehearsalAccess.h"

#include <boost/asio/ip/address.hpp>
#include <openssl/crypto.h>

#include <algorithm>
#include <cctype>

namespace parlando
{

namespace detail_request_check
{

bool isPort (std::string_view text)
{
    return ! text.empty() && text.size() <= 5 &&
           std::all_of (text.begin(), text.end(), [] (unsigned char c) { return std::isdigit (c) != 0; });
}

bool isLocalhost (std::string_view name)
{
    constexpr std::string_view localhost = "localhost";
    return std::equal (name.begin(), name.end(), localhost.begin(), localhost.end(),
                       [] (unsigned char a, char b) { return std::tolower (a) == b; });
}

} // namespace detail_request_check

bool isLoopbackHost (std::string_view host)
{
    constexpr std::string_view ipv6 = "[::1]";
    const auto isIpv6 = host.starts_with (ipv6);
    const auto nameEnd = isIpv6 ? ipv6.size() : std::min (host.find (':'), host.size());
    const auto name = host.substr (0, nameEnd), rest = host.substr (nameEnd);

    if (! rest.empty() && (rest[0] != ':' || ! detail_request_check::isPort (rest.substr (1))))
        return false;

    boost::system::error_code problem;
    const auto address = boost::asio::ip::make_address_v4 (std::string (name), problem);
    return isIpv6 || detail_request_check::isLocalhost (name) || (! problem && address.is_loopback());
}

bool isSameSecret (std::string_view a, std::string_view b)
{
    return a.size() == b.size() && CRYPTO_memcmp (a.data(), b.data(), a.size()) == 0;
}

std::optional<MessageServer::HttpAnswer> checkRequest (const MessageServer::Request& request, const std::string& token)
{
    const auto host = request.headers.find ("host");

    if (request.headers.contains ("origin"))
        return MessageServer::HttpAnswer (
            403, "Web pages cannot use the rehearsal service: this request has an Origin. Connect from a program.");

    if (host == request.headers.end() || ! isLoopbackHost (host->second))
        return MessageServer::HttpAnswer (403, "The rehearsal service is for this machine alone: connect to localhost, "
                                               "127.0.0.1 or [::1], and to no other name.");

    if (! token.empty() && ! isSameSecret (RehearsalAccess::read (request).credential, token))
        return MessageServer::HttpAnswer (
            403, "This rehearsal service belongs to the program that started it, and is for no other. Start your own: "
                 "parlando-rehearsal.");

    return {};
}

} // namespace parlando
