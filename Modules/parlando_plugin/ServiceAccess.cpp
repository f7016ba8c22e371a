#include "ServiceAccess.h"

#include "AccountSettings.h"

#include <juce_core/juce_core.h>
#include <parlando_transport/WebSocketUrl.h>

#include <stdexcept>

namespace parlando
{

namespace
{

std::string fromEnvironment (const char* name)
{
    return juce::SystemStats::getEnvironmentVariable (name, {}).toStdString();
}

void findKey (ServiceAccess& access, const std::atomic<bool>* isAbandoned)
{
    auto found = findStoredCredential ({}, isAbandoned);
    const auto hasNone = found.credential.kind() == Credential::Kind::none;
    access.source = found.source;
    access.problem = found.error;
    access.caution = found.caution;

    if (! hasNone || ! found.error.empty())
        access.credential = std::move (found.credential);
    else if (WebSocketUrl::parse (baseUrlOf (access.endpoint)).isThisMachine)
        access.source = "this machine, without a key";
    else
        access.problem = found.caution + (found.caution.empty() ? "" : " ") +
                         "There is no key: add one under Settings, Account, or talk to the rehearsal agent.";
}

} // namespace

ServiceAccess ServiceAccess::look (const std::atomic<bool>* isAbandoned)
{
    ServiceAccess access;
    access.endpoint.caFile = fromEnvironment ("PARLANDO_CA");
    access.endpoint.baseUrl = fromEnvironment ("PARLANDO_ENDPOINT");

    try
    {
        const auto account = AccountSettings::load();
        auto place = fromEnvironment ("PARLANDO_VERTEX");
        place = place.empty() ? account.vertex : place;
        access.endpoint.proxy = account.proxySettings (isAbandoned);
        access.endpoint.proxy.proxyFor (WebSocketUrl::parse (baseUrlOf (access.endpoint))); // can it be read?

        if (! place.empty())
        {
            access.vertex = parseVertexLocation (place);
            access.accessTokens = AccessTokenSource::gcloud();
            access.source = "gcloud, for Vertex AI at " + place;
        }
        else
        {
            findKey (access, isAbandoned);
        }
    }
    catch (const std::invalid_argument& wrong)
    {
        access.problem = wrong.what();
    }

    return access;
}

ServiceAccess ServiceAccess::toRehearsal (const std::string& url, const std::string& token)
{
    ServiceAccess access;
    access.endpoint.baseUrl = url;
    access.credential = Credential (token);
    access.source = "the rehearsal agent";
    return access;
}

} // namespace parlando
