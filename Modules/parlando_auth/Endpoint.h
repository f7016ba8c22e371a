#pragma once

#include "Credential.h"

#include <parlando_transport/parlando_transport.h>

#include <string>

namespace parlando
{

/** Where the service is. */
struct Endpoint
{
    std::string baseUrl = "wss://generativelanguage.googleapis.com";
    std::string version = "v1beta";
    std::string caFile; /**< Certificates trusted beside the system's; empty for none. */
};

/** Builds the URL and the headers of protocol section 1 (C1 to C3).

    - http and https in the base URL become ws and wss. A path in it is kept before `/ws/…`; a URL that has a `/ws/…`
      path already is kept as it is.
    - A key goes into the header `x-goog-api-key`; an ephemeral token selects the `…Constrained` method and goes into
      `Authorization: Token …`. Neither ever goes into the URL.
    - Whoever sets baseUrl names who receives the credential.

    Throws std::invalid_argument, with a sentence that holds no secret, when the URL cannot be used: not ws or wss, `ws`
    to another machine, user name or query or fragment in it, bad host, port or version; and when there is no credential
    for one of Google's hosts. */
ConnectRequest makeConnectRequest (const Endpoint&, const Credential&);

} // namespace parlando
