#include "NameLookup.h"

#include <boost/asio/ip/address.hpp>

#include <netdb.h>
#include <sys/socket.h>

#include <array>
#include <memory>

namespace parlando
{

LookupResult lookUpWithSystem (const std::string& host)
{
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    wanted.ai_flags = AI_ADDRCONFIG;
    addrinfo* list = nullptr;
    const auto failure = getaddrinfo (host.c_str(), nullptr, &wanted, &list);
    const std::unique_ptr<addrinfo, decltype (&freeaddrinfo)> owned (list, freeaddrinfo);

    if (failure == EAI_NONAME)
        return {{}, "There is no host named " + host + ": check the address, and that this machine is online."};

    if (failure != 0)
        return {{},
                "The name " + host + " could not be looked up (" + gai_strerror (failure) +
                    "): check that this machine is online, then try again."};

    LookupResult result;

    for (const auto* entry = list; entry != nullptr; entry = entry->ai_next)
    {
        std::array<char, NI_MAXHOST> text{};

        if (getnameinfo (entry->ai_addr, entry->ai_addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) == 0)
            result.addresses.emplace_back (text.data());
    }

    return result;
}

bool isNumericAddress (const std::string& host)
{
    boost::system::error_code invalid;
    boost::asio::ip::make_address (host, invalid);
    return ! invalid;
}

} // namespace parlando
