#pragma once

#include "TalkOptions.h"

#include <parlando_auth/parlando_auth.h>

#include <string>

namespace parlando
{

/** Where the options point to; Google's service by default. */
Endpoint endpointOf (const ServiceOptions&);

/** The host of an endpoint, without port. */
std::string hostOf (const Endpoint&);

/** Whether an endpoint is on this machine, where a rehearsal service needs no key. */
bool isLoopback (const Endpoint&);

/** What to do without a key. */
std::string keyAdvice();

/** The credential to use, none for a service on this machine that was given none. Throws UsageError where one is needed
    and missing or cannot be used, and where the endpoint is not right. */
Credential credentialFor (const ServiceOptions&, const Endpoint&);

} // namespace parlando
