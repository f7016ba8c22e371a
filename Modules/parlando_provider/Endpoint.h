#pragma once

#include <parlando_transport/ProxySettings.h>

#include <string>

namespace parlando
{

/** Where a service is. */
struct Endpoint
{
    std::string baseUrl; /**< Empty: the provider's. */
    std::string version; /**< Of the service's API; empty: the usual one. */
    std::string caFile;  /**< Certificates trusted beside the system's; empty for none. */

    /** The way to it; directly by default. proxyFromEnvironment() says what the environment wants. */
    ProxySettings proxy;

    /** Where a provider serves from several places, the one meant, in the provider's words; empty: the usual one. */
    std::string place{};
};

} // namespace parlando
