#include "Endpoint.h"

#include <parlando_transport/Url.h>

#include <algorithm>
#include <stdexcept>

namespace parlando
{

namespace detail_endpoint
{
static void requireVersion (std::string_view version)
{
    const auto fits = [] (char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };

    if (version.empty() || version.size() > 32 || ! std::all_of (version.begin(), version.end(), fits))
        throw std::invalid_argument ("The service's version must be small letters and digits, such as v1beta.");
}

static bool namesMethod (const Url& url) { return url.path.find ("/ws/") != std::string::npos; }

/** A secret in a URL ends up in logs along the way. */
static void requireHarmlessQuery (const Url& url)
{
    if (url.query.empty())
        return;

    if (! namesMethod (url))
        throw std::invalid_argument ("The service's URL must not have a query: leave out what follows the ?.");

    for (const auto* name : {"key=", "token=", "secret=", "auth="})
        if (url.query.find (name) != std::string::npos)
            throw std::invalid_argument ("The service's URL must not hold a key or a token: give it in "
                                         "GOOGLE_API_KEY or in a key file.");
}

static void requireSafeWay (const Url& url, const Credential& credential)
{
    if (url.scheme == "ws" && ! url.isLoopback())
        throw std::invalid_argument ("An unencrypted connection is made to this machine only: write wss:// or https:// "
                                     "for " +
                                     url.host + ".");

    const auto isGoogle = url.host == "googleapis.com" || url.host.ends_with (".googleapis.com");

    if (isGoogle && credential.kind() == Credential::Kind::none)
        throw std::invalid_argument ("There is no API key: set GOOGLE_API_KEY or GEMINI_API_KEY, or name a file that "
                                     "holds the key.");
}

/** Protocol section 1.1, with a dot before the method. */
static std::string methodPath (const std::string& version, bool isConstrained)
{
    return "/ws/google.ai.generativelanguage." + version + ".GenerativeService.BidiGenerateContent" +
           (isConstrained ? "Constrained" : "");
}

static std::string fullUrl (const Url& url, const std::string& version, bool isConstrained)
{
    if (namesMethod (url))
        return url.origin() + url.path + url.query;

    // One slash, where an SDK writes two.
    auto prefix = url.path;
    while (prefix.ends_with ('/'))
        prefix.pop_back();

    return url.origin() + prefix + methodPath (version, isConstrained);
}
} // namespace detail_endpoint

ConnectRequest makeConnectRequest (const Endpoint& endpoint, const Credential& credential)
{
    const auto url = Url::parse (endpoint.baseUrl);

    detail_endpoint::requireVersion (endpoint.version);
    detail_endpoint::requireHarmlessQuery (url);
    detail_endpoint::requireSafeWay (url, credential);

    ConnectRequest request;
    request.url =
        detail_endpoint::fullUrl (url, endpoint.version, credential.kind() == Credential::Kind::ephemeralToken);
    request.caFile = endpoint.caFile;

    const std::string secret (credential.secret().reveal());

    if (credential.kind() == Credential::Kind::apiKey)
        request.headers.emplace_back ("x-goog-api-key", secret);
    else if (credential.kind() == Credential::Kind::ephemeralToken)
        request.headers.emplace_back ("Authorization", "Token " + secret);

    return request;
}

} // namespace parlando
