#include "ProxySettings.h"

#include "Url.h"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>

#include <algorithm>
#include <charconv>

namespace parlando
{

namespace
{

using boost::asio::ip::address;

std::optional<address> addressOf (std::string_view text)
{
    boost::system::error_code invalid;
    const auto found = boost::asio::ip::make_address (text, invalid);
    return invalid ? std::nullopt : std::optional (found);
}

bool isInNetwork (const address& host, const address& network, int bits)
{
    if (host.is_v4() != network.is_v4() || bits > (host.is_v4() ? 32 : 128))
        return false;

    const auto prefix = static_cast<unsigned short> (bits);

    if (host.is_v4())
        return boost::asio::ip::make_network_v4 (host.to_v4(), prefix).canonical() ==
               boost::asio::ip::make_network_v4 (network.to_v4(), prefix).canonical();

    return boost::asio::ip::make_network_v6 (host.to_v6(), prefix).canonical() ==
           boost::asio::ip::make_network_v6 (network.to_v6(), prefix).canonical();
}

std::optional<int> numberIn (std::string_view text)
{
    int number = 0;
    const auto [end, error] = std::from_chars (text.data(), text.data() + text.size(), number);
    const auto isNumber = error == std::errc() && end == text.data() + text.size() && number >= 0;
    return isNumber ? std::optional (number) : std::nullopt;
}

bool isAddressIn (const address& host, std::string_view entry)
{
    const auto slash = entry.find ('/');
    const auto network = addressOf (entry.substr (0, slash));

    if (! network)
        return false;

    if (slash == entry.npos)
        return host == *network;

    const auto bits = numberIn (entry.substr (slash + 1));
    return bits && isInNetwork (host, *network, *bits);
}

std::string_view withoutEndDot (std::string_view name)
{
    return name.ends_with ('.') ? name.substr (0, name.size() - 1) : name;
}

bool isNameIn (std::string_view host, std::string_view entry)
{
    if (entry.starts_with ("*."))
        entry.remove_prefix (1);
    if (entry.starts_with ('.'))
        entry.remove_prefix (1);

    host = withoutEndDot (host);
    entry = withoutEndDot (entry);

    if (entry.empty() || entry.size() > host.size())
        return false;

    const auto end = host.substr (host.size() - entry.size());
    const auto isSame = std::equal (end.begin(), end.end(), entry.begin(),
                                    [] (char a, char b)
                                    { return a == (b >= 'A' && b <= 'Z' ? static_cast<char> (b - 'A' + 'a') : b); });
    return isSame && (host.size() == entry.size() || host[host.size() - entry.size() - 1] == '.');
}

bool isInEntry (std::string_view entry, std::string_view host, const std::optional<address>& numeric,
                std::uint16_t port)
{
    // An IPv6 address has colons of its own; with a port it stands in brackets.
    if (const auto parts =
            addressOf (entry) || entry.find ('/') != entry.npos ? std::nullopt : Authority::parse (entry))
    {
        if (! parts->port.empty() && numberIn (parts->port) != port)
            return false;

        const auto name = parts->plainHost();
        return numeric ? isAddressIn (*numeric, name) : isNameIn (host, name);
    }

    return numeric ? isAddressIn (*numeric, entry) : isNameIn (host, entry);
}

} // namespace

bool isInHostList (std::string_view list, std::string_view host, std::uint16_t port)
{
    constexpr auto separators = ", \t\r\n";
    const auto numeric = addressOf (host);

    for (std::size_t begin = 0; (begin = list.find_first_not_of (separators, begin)) != list.npos;)
    {
        const auto end = std::min (list.find_first_of (separators, begin), list.size());
        const auto entry = list.substr (begin, end - begin);

        if (entry == "*" || isInEntry (entry, host, numeric, port))
            return true;

        begin = end;
    }

    return false;
}

std::optional<Proxy> ProxySettings::proxyFor (const WebSocketUrl& service) const
{
    if (url.empty() || ! service.isSecure || isInHostList (except, service.host, service.port))
        return {};

    return Proxy::parse (url, source);
}

} // namespace parlando
