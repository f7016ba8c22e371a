#pragma once

#include <parlando_agent/parlando_agent.h>

namespace parlando
{

/** Where this machine's service is, and what opens it. Never part of a project. */
struct ServiceAccess
{
    Endpoint endpoint;
    std::optional<VertexLocation> vertex;
    Credential credential;
    AccessTokenSource accessTokens; /**< On Vertex, instead of a credential. */

    /** PARLANDO_ENDPOINT (Google's service unless it is set) and PARLANDO_CA. With PARLANDO_VERTEX=PROJECT/LOCATION it
       is Vertex, with the access tokens of whoever has signed in with gcloud; otherwise the key from GOOGLE_API_KEY,
       then GEMINI_API_KEY, then where it is kept (credentialStores()). Reads the environment and blocks on the file.
       Throws std::invalid_argument with a sentence that says what to do. */
    static ServiceAccess find();
};

} // namespace parlando
