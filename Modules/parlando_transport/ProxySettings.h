#pragma once

#include "Proxy.h"
#include "WebSocketUrl.h"

#include <optional>
#include <string>
#include <string_view>

namespace parlando
{

/** Which way a service is reached: through a proxy, but for some hosts. */
struct ProxySettings
{
    std::string url;    /**< As Proxy::parse() reads it; empty: no proxy. May hold a password: secret. */
    std::string except; /**< Hosts that are reached without it, written as isInHostList() reads them. */
    std::string source; /**< For people: where the URL was given. */

    /** The proxy to that service; none where the settings name none, where the host is excepted, and for ws://, which
        does not leave this machine. Throws as Proxy::parse() does. */
    std::optional<Proxy> proxyFor (const WebSocketUrl&) const;

    bool operator== (const ProxySettings&) const = default;
};

/** Whether a list as in NO_PROXY has the host. Names and addresses stand between commas or blanks; `*` alone is every
    host. A name stands for itself and for all names below it, with and without a leading dot or `*.`; an address for
    itself, `10.0.0.0/8` for a network. `name:port` and `[address]:port` mean that port alone. These are curl's rules;
    ports, `*.` and blanks are what other programs take as well. */
bool isInHostList (std::string_view list, std::string_view host, std::uint16_t port);

} // namespace parlando
