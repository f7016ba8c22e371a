#include "ServiceAccess.h"

#include "CommandLineError.h"
#include "PrintableText.h"
#include "WaitingNotice.h"

#include <parlando_transport/WebSocketUrl.h>

#include <cstdio>
#include <sstream>
#include <stdexcept>

namespace parlando
{

namespace
{

/** The words between spaces: there is no shell, and no quotes. */
std::vector<std::string> wordsOf (const std::string& text)
{
    std::istringstream stream (text);
    std::vector<std::string> words;

    for (std::string word; stream >> word;)
        words.push_back (word);

    return words;
}

ProxySettings proxySettingsOf (const ServiceOptions& options)
{
    if (options.directly)
        return {};

    auto proxy = proxyFromEnvironment();

    if (options.proxy)
    {
        proxy.url = *options.proxy;
        proxy.source = "--proxy";
    }

    if (options.noProxy)
        proxy.except = *options.noProxy;

    return proxy;
}

WebSocketUrl urlOf (const ServiceOptions& options)
{
    return WebSocketUrl::parse (gemini::baseUrlOf (endpointOf (options)));
}

} // namespace

/** PROJECT/LOCATION, or nothing. Throws UsageError where it is neither. */
static std::string placeOf (const ServiceOptions& options)
{
    try
    {
        if (! options.vertex.empty())
            gemini::parseVertexLocation (options.vertex);

        return options.vertex;
    }
    catch (const std::invalid_argument& problem)
    {
        throw UsageError (std::string ("--vertex: ") + problem.what());
    }
}

Endpoint endpointOf (const ServiceOptions& options)
{
    Endpoint endpoint;
    endpoint.caFile = options.certificates;
    endpoint.baseUrl = options.endpoint;
    endpoint.version = options.version;
    endpoint.proxy = proxySettingsOf (options);
    endpoint.place = placeOf (options);
    return endpoint;
}

std::optional<Proxy> proxyOf (const ServiceOptions& options)
{
    try
    {
        const auto url = urlOf (options);
        return url.error.empty() ? endpointOf (options).proxy.proxyFor (url) : std::nullopt;
    }
    catch (const std::invalid_argument& problem)
    {
        throw UsageError (problem.what());
    }
}

std::string hostOf (const ServiceOptions& options) { return urlOf (options).host; }

bool isLoopback (const ServiceOptions& options) { return urlOf (options).isThisMachine; }

std::string keyAdvice()
{
    return "run 'parlando key set', set GOOGLE_API_KEY or GEMINI_API_KEY, or give --api-key-file FILE; without a key, "
           "start "
           "parlando-rehearsal and give its address with --endpoint ws://127.0.0.1:PORT.";
}

AccessTokenSource accessTokensOf (const ServiceOptions& options)
{
    if (! options.tokenFile.empty())
        return {{}, options.tokenFile};

    if (! options.tokenCommand.empty())
        return {wordsOf (options.tokenCommand), {}, options.passed};

    const auto wantsKey = ! options.apiKeyFile.empty();

    if (options.vertex.empty() || wantsKey || isLoopback (options))
        return {};

    auto source = AccessTokenSource::gcloud();
    source.passed = options.passed;
    return source;
}

static void warn (const std::string& caution)
{
    if (! caution.empty())
        std::fprintf (stderr, "parlando: %s\n", printable (caution).c_str());
}

FoundCredential findKey (const std::string& apiKeyFile)
{
    const WaitingNotice notice (waitingForKeyring);
    return findStoredCredential (apiKeyFile);
}

FoundCredential keyOf (const ServiceOptions& options)
{
    auto found = findKey (options.apiKeyFile);

    if (! found.error.empty())
        throw UsageError (found.error);

    warn (found.caution);
    return found;
}

void setAccess (LiveAgent::Options& agent, const ServiceOptions& options)
{
    agent.endpoint = endpointOf (options);
    agent.accessTokens = accessTokensOf (options);

    proxyOf (options); // so that its problems are told as such

    warn (cautionAboutFile (agent.accessTokens.file, "The token file "));
    auto found = agent.accessTokens.isEmpty() ? keyOf (options) : FoundCredential();
    const auto hasNone = found.credential.kind() == Credential::Kind::none;

    if (hasNone && agent.accessTokens.isEmpty() && ! isLoopback (options))
        throw UsageError ("There is no key: " + keyAdvice());

    try
    {
        // With any token, as the real one is asked for only when connecting.
        gemini::makeConnectRequest (agent.endpoint, agent.accessTokens.isEmpty() ? found.credential
                                                                                 : Credential::accessToken ("token"));
    }
    catch (const std::invalid_argument& problem)
    {
        throw UsageError (std::string ("--endpoint: ") + problem.what());
    }

    agent.credential = std::move (found.credential);
}

} // namespace parlando
