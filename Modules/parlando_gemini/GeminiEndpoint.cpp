#include "GeminiEndpoint.h"

#include <parlando_auth/Redactor.h>

#include <parlando_transport/Url.h>
#include <parlando_transport/WebSocketUrl.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace parlando::gemini
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

[[noreturn]] static void refuseSecret()
{
    throw std::invalid_argument ("The service's URL must not hold a key or a token: give it in GOOGLE_API_KEY or in a "
                                 "key file.");
}

/** Of any spelling: api_key, KEY, access-token, %6bey, %256bey. A value that has such a word is refused with them. */
static bool namesSecret (std::string_view query)
{
    const auto plain = DecodedText (query).lettersAndDigits().characters;
    constexpr std::array names{"key", "token", "secret", "auth", "pass", "pwd", "credential", "signature", "bearer"};
    return std::any_of (names.begin(), names.end(), [&] (auto* name) { return plain.find (name) != plain.npos; });
}

/** As Google's keys and access tokens begin (protocol section 1.2); "auth_tokens/" is among the words. */
static bool hasSecretValue (std::string_view query)
{
    const auto plain = DecodedText (query).characters;

    for (auto value = plain.find ('='); value != plain.npos; value = plain.find ('=', value + 1))
        for (const auto* begin : {"aiza", "ya29."})
            if (std::string_view (plain).substr (value + 1).starts_with (begin))
                return true;

    return false;
}

/** A secret in a URL ends up in logs along the way. */
static void requireHarmlessQuery (const Url& url, const Credential& credential)
{
    // A short one may be any word of a path.
    if (credential.secret().reveal().size() >= KnownSecrets::shortestAnywhere &&
        Redactor().withSecret (credential).findsKnown (url.host + url.path + url.query))
        refuseSecret();

    if (url.query.empty())
        return;

    if (! namesMethod (url))
        throw std::invalid_argument ("The service's URL must not have a query: leave out what follows the ?.");

    if (namesSecret (url.query) || hasSecretValue (url.query))
        refuseSecret();
}

static void requireSafeWay (const Url& url, const Credential& credential, bool isVertex)
{
    if (url.scheme == "ws" && ! url.isLoopback())
        throw std::invalid_argument ("An unencrypted connection is made to this machine only: write wss:// or https:// "
                                     "for " +
                                     url.host + ".");

    const auto isGoogle = url.host == "googleapis.com" || url.host.ends_with (".googleapis.com");

    if (isVertex && credential.kind() == Credential::Kind::ephemeralToken)
        throw std::invalid_argument (
            "Vertex takes no ephemeral tokens: use an access token, or leave out the project.");

    if (isVertex && isGoogle && credential.kind() == Credential::Kind::none)
        throw std::invalid_argument ("There is no access token for Vertex: sign in with gcloud, or name a command or a "
                                     "file that has one.");

    if (isGoogle && credential.kind() == Credential::Kind::none)
        throw std::invalid_argument ("There is no API key: set GOOGLE_API_KEY or GEMINI_API_KEY, or name a file that "
                                     "holds the key.");
}

/** Protocol section 1.1: with a dot before the method, on Vertex with a slash. */
static std::string methodPath (const std::string& version, bool isVertex, bool isConstrained)
{
    if (isVertex)
        return "/ws/google.cloud.aiplatform." + version + ".LlmBidiService/BidiGenerateContent";

    return "/ws/google.ai.generativelanguage." + version + ".GenerativeService.BidiGenerateContent" +
           (isConstrained ? "Constrained" : "");
}

static std::string withMethod (const Url& url, const std::string& method)
{
    if (namesMethod (url))
        return url.origin() + url.path + url.query;

    // One slash, where an SDK writes two.
    auto prefix = url.path;
    while (prefix.ends_with ('/'))
        prefix.pop_back();

    return url.origin() + prefix + method;
}
static bool consistsOf (std::string_view text, std::string_view others)
{
    return ! text.empty() && text.size() <= 128 &&
           std::all_of (text.begin(), text.end(),
                        [others] (char c) {
                            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                                   others.find (c) != std::string_view::npos;
                        });
}

static std::string vertexHost (const std::string& location)
{
    if (location == "global")
        return "aiplatform.googleapis.com";

    if (location == "us" || location == "eu")
        return "aiplatform." + location + ".rep.googleapis.com";

    return location + "-aiplatform.googleapis.com";
}
} // namespace detail_endpoint

VertexLocation parseVertexLocation (std::string_view text)
{
    const auto slash = text.find ('/');
    const auto project = text.substr (0, slash);
    const auto location = slash == std::string_view::npos ? std::string_view() : text.substr (slash + 1);

    // Old projects stand in a domain: example.com:my-project.
    if (! detail_endpoint::consistsOf (project, "-.:") || ! detail_endpoint::consistsOf (location, "-"))
        throw std::invalid_argument ("A place on Vertex is PROJECT/LOCATION, in small letters, digits and dashes, such "
                                     "as my-project/europe-west4.");

    return {std::string (project), std::string (location)};
}

std::optional<VertexLocation> vertexOf (const Endpoint& endpoint)
{
    return endpoint.place.empty() ? std::nullopt : std::optional (parseVertexLocation (endpoint.place));
}

std::string baseUrlOf (const Endpoint& endpoint)
{
    if (! endpoint.baseUrl.empty())
        return endpoint.baseUrl;

    const auto vertex = vertexOf (endpoint);
    return vertex ? "wss://" + detail_endpoint::vertexHost (vertex->location)
                  : std::string ("wss://generativelanguage.googleapis.com");
}

std::string shownUrlOf (const Endpoint& endpoint)
{
    const auto url = baseUrlOf (endpoint);
    return Redactor().redact (url.substr (0, url.find_first_of ("?#")));
}

std::string apiVersionOf (const Endpoint& endpoint)
{
    // …/ws/google.ai.generativelanguage.v1alpha.GenerativeService.BidiGenerateContent
    if (const auto method = endpoint.baseUrl.find ("/ws/"); method != std::string::npos)
        for (auto dot = endpoint.baseUrl.find (".v", method); dot != std::string::npos;
             dot = endpoint.baseUrl.find (".v", dot + 1))
            if (const auto digit = dot + 2; endpoint.baseUrl[digit] >= '1' && endpoint.baseUrl[digit] <= '9')
                return endpoint.baseUrl.substr (dot + 1, endpoint.baseUrl.find_first_of ("./", digit) - dot - 1);

    return ! endpoint.version.empty() ? endpoint.version : endpoint.place.empty() ? "v1beta" : "v1beta1";
}

std::string restUrlOf (const Endpoint& endpoint, std::string_view method)
{
    auto url = Url::parse (baseUrlOf (endpoint));
    url.path.resize (std::min (url.path.size(), url.path.find ("/ws/")));
    url.query.clear();
    return detail_endpoint::withMethod (url, "/" + apiVersionOf (endpoint) + "/" + std::string (method));
}

ConnectRequest makeConnectRequest (const Endpoint& endpoint, const Credential& credential)
{
    const auto isVertex = vertexOf (endpoint).has_value();
    const auto url = Url::parse (baseUrlOf (endpoint));
    const auto version = apiVersionOf (endpoint);

    detail_endpoint::requireVersion (version);
    detail_endpoint::requireHarmlessQuery (url, credential);
    detail_endpoint::requireSafeWay (url, credential, isVertex);

    ConnectRequest request;
    const auto isConstrained = credential.kind() == Credential::Kind::ephemeralToken;
    request.url = detail_endpoint::withMethod (url, detail_endpoint::methodPath (version, isVertex, isConstrained));
    request.caFile = endpoint.caFile;
    request.proxy = endpoint.proxy.proxyFor (WebSocketUrl::parse (request.url));

    const std::string secret (credential.secret().reveal());

    if (credential.kind() == Credential::Kind::apiKey)
        request.headers.emplace_back ("x-goog-api-key", secret);
    else if (credential.kind() == Credential::Kind::ephemeralToken)
        request.headers.emplace_back ("Authorization", "Token " + secret);
    else if (credential.kind() == Credential::Kind::accessToken)
        request.headers.emplace_back ("Authorization", "Bearer " + secret);

    return request;
}

} // namespace parlando::gemini
