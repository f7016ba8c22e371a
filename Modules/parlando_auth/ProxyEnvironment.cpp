#include "ProxyEnvironment.h"

#include <cstdlib>

namespace parlando
{

ProxySettings proxyFromEnvironment()
{
    return proxyFromEnvironment (
        [] (const char* name)
        {
            const auto* const value = std::getenv (name);
            return value != nullptr ? std::optional<std::string> (value) : std::nullopt;
        });
}

ProxySettings proxyFromEnvironment (const EnvironmentLookup& lookUp)
{
    ProxySettings settings;

    // What is given elsewhere has the same exceptions.
    for (const auto* name : {"no_proxy", "NO_PROXY"})
        if (settings.except.empty())
            settings.except = lookUp (name).value_or ("");

    for (const auto* name : {"wss_proxy", "WSS_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
        if (settings.url.empty())
        {
            settings.url = lookUp (name).value_or ("");
            settings.source = settings.url.empty() ? "" : name;
        }

    return settings;
}

} // namespace parlando
