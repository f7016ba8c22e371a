#include "ServiceAccess.h"

#include "CommandLineError.h"

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

std::string hostOf (const Endpoint& endpoint)
{
    const auto& url = endpoint.baseUrl;
    const auto scheme = url.find ("://");
    const auto start = scheme == std::string::npos ? 0 : scheme + 3;
    const auto authority = url.substr (start, url.find_first_of ("/?#", start) - start);

    if (! authority.empty() && authority.front() == '[')
        return authority.substr (1, authority.find (']') - 1);

    return authority.substr (0, authority.find (':'));
}

bool isLoopback (const Endpoint& endpoint)
{
    const auto host = hostOf (endpoint);
    return host == "localhost" || host == "::1" || host.rfind ("127.", 0) == 0;
}

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
