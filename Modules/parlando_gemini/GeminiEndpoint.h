#pragma once

#include "Setup.h"

#include <parlando_auth/Credential.h>
#include <parlando_provider/Endpoint.h>

#include <parlando_transport/ConnectRequest.h>

#include <optional>
#include <string>
#include <string_view>

namespace parlando::gemini
{

/** Reads `PROJECT/LOCATION`, such as `my-studio/europe-west4`. Throws std::invalid_argument, with a sentence, unless
   the project has the form of an id or number and the location is a region, `us`, `eu` or `global`. */
VertexLocation parseVertexLocation (std::string_view text);

/** The endpoint's place; nothing for the Gemini API. Throws as parseVertexLocation(). */
std::optional<VertexLocation> vertexOf (const Endpoint&);

/** The endpoint's base URL, or Google's where it has none (protocol section 1.1). */
std::string baseUrlOf (const Endpoint&);

/** The same for people and reports: without its query, and without what looks like a secret. */
std::string shownUrlOf (const Endpoint&);

/** The version of the service's API that makeConnectRequest() asks for: the one in the base URL's own `/ws/…` path, or
    the endpoint's, or the usual one. */
std::string apiVersionOf (const Endpoint&);

/** The URL (of the scheme wss or ws) of one of the Gemini API's methods that are not conversations, such as `models`,
    beside the endpoint's `/ws/…` path. */
std::string restUrlOf (const Endpoint&, std::string_view method);

/** Builds the URL and the headers of protocol section 1 (C1 to C4).

    - http and https in the base URL become ws and wss. A path in it is kept before `/ws/…`; a URL that has a `/ws/…`
      path already is kept as it is.
    - A key goes into the header `x-goog-api-key`; an ephemeral token selects the `…Constrained` method and goes into
      `Authorization: Token …`; an access token goes into `Authorization: Bearer …`. None ever goes into the URL.
    - A place selects Vertex's method: PROJECT/LOCATION.
    - The proxy is that of the endpoint, unless it excepts the host.
    - Whoever sets baseUrl names who receives the credential.

    Throws std::invalid_argument, with a sentence that holds no secret, when the URL cannot be used: not ws or wss, `ws`
    to another machine, user name or query or fragment in it (but for a query that holds
    no secret after a method's own path), the credential itself or a piece of it anywhere in it, bad host, port, version
   or proxy; when there is no credential for one of Google's hosts; and for an ephemeral token on Vertex, which has
   none. */
ConnectRequest makeConnectRequest (const Endpoint&, const Credential&);

} // namespace parlando::gemini
