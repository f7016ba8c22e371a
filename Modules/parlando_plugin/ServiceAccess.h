#pragma once

#include <parlando_agent/parlando_agent.h>
#include <parlando_provider/Provider.h>

namespace parlando
{

/** Where this machine's service is, and what opens it. Never part of a project. */
struct ServiceAccess
{
    Endpoint endpoint;
    Credential credential;
    AccessTokenSource accessTokens; /**< At a place, instead of a credential. */
    std::string source;             /**< For people: where what opens it comes from. */
    std::string caution;            /**< What its person should know of what was found, if anything. */
    std::string problem;            /**< Why it cannot be reached so, and what to do; empty where it can. */

    /** PARLANDO_ENDPOINT (the provider's service unless it is set) and PARLANDO_CA. Where the variable of
       ProviderAccess::Place, else AccountSettings, name a place, it is there, with the access tokens that belong to it;
       otherwise the key from the environment, then where it is kept (credentialStores(), with their `isAbandoned`). The
       proxy is that of AccountSettings, else the environment's. Reads the environment and blocks on the file or the
       keyring. */
    static ServiceAccess look (const Provider&, const std::atomic<bool>* isAbandoned = nullptr);

    /** A rehearsal service on this machine. */
    static ServiceAccess toRehearsal (const std::string& url, const std::string& token);
};

} // namespace parlando
