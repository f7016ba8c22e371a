#include "EphemeralToken.h"

#include "ServiceComplaint.h"
#include <parlando_auth/Redactor.h>

#include <parlando_text/parlando_text.h>
#include <parlando_transport/HttpExchange.h>

#include <algorithm>
#include <ctime>
#include <stdexcept>

namespace parlando::gemini
{

namespace detail_token
{

constexpr std::chrono::hours longest{20};

/** RFC 3339, in UTC. */
static std::string timestamp (std::chrono::system_clock::time_point when)
{
    const auto seconds = std::chrono::system_clock::to_time_t (when);
    std::tm date = {};
    ::gmtime_r (&seconds, &date);
    char text[32];
    std::strftime (text, sizeof (text), "%Y-%m-%dT%H:%M:%SZ", &date);
    return text;
}

static void requireRange (std::chrono::seconds time, const char* what)
{
    if (time < std::chrono::seconds (1) || time >= longest)
        throw std::invalid_argument (std::string ("A token must ") + what + " after 1 s at the least and before 20 h.");
}

static std::string tokenIn (const HttpAnswer& answer, const Redactor& redactor)
{
    if (! answer.error.empty())
        throw std::runtime_error (redactor.redact (answer.error));

    if (answer.status != 200)
    {
        const auto complaint = complaintIn (answer.body);
        throw std::runtime_error (redactor.redact ("The service made no token (HTTP status " +
                                                   std::to_string (answer.status) + ")" +
                                                   (complaint.empty() ? "." : ": " + complaint)));
    }

    const auto json = readJson (answer.body).json;

    if (! json.is_object() || ! json.contains ("name") || ! json["name"].is_string())
        throw std::runtime_error ("The service's answer has no token in it: check the endpoint.");

    return json["name"].get<std::string>();
}

} // namespace detail_token

nlohmann::json toJson (const EphemeralTokenRequest& request, std::chrono::system_clock::time_point now)
{
    using namespace detail_token;
    nlohmann::json json{{"uses", request.uses},
                        {"expireTime", timestamp (now + request.expiresIn)},
                        {"newSessionExpireTime", timestamp (now + request.newSessionsWithin)}};

    if (request.setup)
        json["bidiGenerateContentSetup"] = request.setup->toJson();

    if (! request.lockedFields.empty())
    {
        std::string mask;
        for (const auto& field : request.lockedFields)
            mask += (mask.empty() ? "" : ",") + field;

        json["fieldMask"] = mask;
    }

    return json;
}

Credential makeEphemeralToken (const Endpoint& endpoint, const Credential& apiKey, const EphemeralTokenRequest& request)
{
    using namespace detail_token;

    if (apiKey.kind() != Credential::Kind::apiKey)
        throw std::invalid_argument (
            "A token is made with an API key: set GOOGLE_API_KEY, or name a file that holds it.");

    if (request.uses < 0)
        throw std::invalid_argument ("A token's number of uses must be 0, for any, or more.");

    requireRange (request.expiresIn, "expire");
    requireRange (request.newSessionsWithin, "stop to begin sessions");

    auto way = makeConnectRequest (endpoint, apiKey); // the same rules for where a key may go
    way.url = restUrlOf (endpoint, "auth_tokens");

    const auto token = tokenIn (postJson (way, toJson (request, std::chrono::system_clock::now()).dump()),
                                Redactor().withSecret (apiKey).withProxy (endpoint.proxy));
    Credential made;

    try
    {
        made = Credential (token);
    }
    catch (const std::invalid_argument&)
    {
    }

    if (made.kind() != Credential::Kind::ephemeralToken)
        throw std::runtime_error ("The service's answer has no token in it: check the endpoint.");

    return made;
}

} // namespace parlando::gemini
