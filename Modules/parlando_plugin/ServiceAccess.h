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
    std::string source;             /**< For people: where what opens it comes from. */
    std::string caution;            /**< What its person should know of what was found, if anything. */
    std::string problem;            /**< Why it cannot be reached so, and what to do; empty where it can. */

    /** PARLANDO_ENDPOINT (Google's service unless it is set) and PARLANDO_CA. With PARLANDO_VERTEX=PROJECT/LOCATION, or
       where AccountSettings say so, it is Vertex, with the access tokens of whoever has signed in with gcloud;
       otherwise the key from GOOGLE_API_KEY, then GEMINI_API_KEY, then where it is kept (credentialStores(), with
       their `isAbandoned`). The proxy is that of AccountSettings, else the environment's. Reads the environment and
       blocks on the file or the keyring. */
    static ServiceAccess look (const std::atomic<bool>* isAbandoned = nullptr);

    /** A rehearsal service on this machine. */
    static ServiceAccess toRehearsal (const std::string& url, const std::string& token);
};

} // namespace parlando
