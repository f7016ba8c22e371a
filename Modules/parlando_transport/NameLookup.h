#pragma once

#include <functional>
#include <string>
#include <vector>

namespace parlando
{

/** What a name lookup found: numeric addresses in the order to try them, or a sentence that says why there are none. */
struct LookupResult
{
    std::vector<std::string> addresses;
    std::string error;
};

/** Looks a host name up. May block for as long as it likes; called on a thread of its own, possibly long after the
    transport that asked is gone, so it must own what it uses. */
using NameLookup = std::function<LookupResult (const std::string& host)>;

/** The system's name service (getaddrinfo), IPv4 and IPv6. */
LookupResult lookUpWithSystem (const std::string& host);

/** Whether the host is an IPv4 or IPv6 address, without brackets, that needs no lookup. */
bool isNumericAddress (const std::string& host);

} // namespace parlando
