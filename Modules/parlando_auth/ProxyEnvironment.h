#pragma once

#include "CredentialSearch.h"

#include <parlando_transport/ProxySettings.h>

namespace parlando
{

/** What the environment says of the way to encrypted services, as curl reads it: the first of wss_proxy, WSS_PROXY,
    https_proxy, HTTPS_PROXY, all_proxy and ALL_PROXY that is not empty, but for the hosts in no_proxy or NO_PROXY.
    (http_proxy is for unencrypted services: there are none but on this machine.) The settings' `source` is the
    variable's name. Nothing reads the environment but this; not thread-safe against setenv(). */
ProxySettings proxyFromEnvironment();

/** The same with another environment. */
ProxySettings proxyFromEnvironment (const EnvironmentLookup&);

} // namespace parlando
