#include "ServiceAccess.h"

#include "CommandLineError.h"

#include <parlando_transport/WebSocketUrl.h>

#include <stdexcept>

namespace parlando
{

Endpoint endpointOf (const ServiceOptions& options)
{
    Endpoint endpoint;
    endpoint.caFile = options.certificates;

    if (! options.endpoint.empty())
        endpoint.baseUrl = options.endpoint;

    return endpoint;
}

std::string hostOf (const Endpoint& endpoint) { return WebSocketUrl::parse (endpoint.baseUrl).host; }

bool isLoopback (const Endpoint& endpoint) { return WebSocketUrl::parse (endpoint.baseUrl).isThisMachine; }

std::string keyAdvice()
{
    return "set GOOGLE_API_KEY or GEMINI_API_KEY, or give --api-key-file FILE; without a key, start parlando-rehearsal "
           "and give its address with --endpoint ws://127.0.0.1:PORT.";
}

Credential credentialFor (const ServiceOptions& options, const Endpoint& endpoint)
{
    auto found = findCredential (options.apiKeyFile);

    if (! found.error.empty())
        throw UsageError (found.error);

    if (found.credential.kind() == Credential::Kind::none && ! isLoopback (endpoint))
        throw UsageError ("There is no key: " + keyAdvice());

    try
    {
        makeConnectRequest (endpoint, found.credential);
    }
    catch (const std::invalid_argument& problem)
    {
        throw UsageError (std::string ("--endpoint: ") + problem.what());
    }

    return found.credential;
}

} // namespace parlando
