#pragma once

#include "TalkOptions.h"

#include <parlando_agent/parlando_agent.h>
#include <parlando_auth/parlando_auth.h>
#include <parlando_gemini/parlando_gemini.h>

#include <optional>
#include <string>

namespace parlando
{

/** Where the options point to; Google's service by default. Throws UsageError where the place on Vertex is none. */
Endpoint endpointOf (const ServiceOptions&);

/** The proxy to the service that the options point to, or that the environment names for it. Throws UsageError where it
    cannot be read. */
std::optional<Proxy> proxyOf (const ServiceOptions&);

/** The host that the options point to, without port. */
std::string hostOf (const ServiceOptions&);

/** Whether it is on this machine, where a rehearsal service needs no key. */
bool isLoopback (const ServiceOptions&);

/** What to do without a key. */
std::string keyAdvice();

/** Where the access token for Vertex comes from; empty for a key, with which Vertex can be used as well, and for a
    service on this machine that nothing was given for. */
AccessTokenSource accessTokensOf (const ServiceOptions&);

/** What findStoredCredential() finds; says on stderr when it takes time. */
FoundCredential findKey (const std::string& apiKeyFile = {});

/** What findKey() finds; a caution goes to stderr. Throws UsageError where it cannot be used. */
FoundCredential keyOf (const ServiceOptions&);

/** Sets how to reach the service and with what. Throws UsageError where a credential is needed and missing or cannot be
    used, and where the endpoint is not right. */
void setAccess (LiveAgent::Options&, const ServiceOptions&);

} // namespace parlando
