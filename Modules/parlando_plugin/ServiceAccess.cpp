#include "ServiceAccess.h"

#include "AccountSettings.h"

#include <juce_core/juce_core.h>
#include <parlando_transport/WebSocketUrl.h>

#include <stdexcept>

namespace parlando
{

namespace
{

std::string fromEnvironment (std::string_view name)
{
    return name.empty() ? std::string()
                        : juce::SystemStats::getEnvironmentVariable (std::string (name), {}).toStdString();
}

void usePlace (ServiceAccess& access, const Provider& provider, const std::string& place)
{
    provider.checkPlace (place);
    const auto& way = provider.access().place;
    const auto& tokens = way.tokens;
    access.endpoint.place = place;
    access.accessTokens = tokens;
    access.source = (tokens.command.empty() ? tokens.file : tokens.command.front()) + ", for " +
                    std::string (way.name) + " at " + place;
}

void findKey (ServiceAccess& access, const Provider& provider, const std::atomic<bool>* isAbandoned)
{
    auto found = findStoredCredential ({}, isAbandoned);
    const auto hasNone = found.credential.kind() == Credential::Kind::none;
    access.source = found.source;
    access.problem = found.error;
    access.caution = found.caution;

    if (! hasNone || ! found.error.empty())
        access.credential = std::move (found.credential);
    else if (WebSocketUrl::parse (provider.baseUrlOf (access.endpoint)).isThisMachine)
        access.source = "this machine, without a key";
    else
        access.problem = found.caution + (found.caution.empty() ? "" : " ") +
                         "There is no key: add one under Settings, Account, or talk to the rehearsal agent.";
}

} // namespace

ServiceAccess ServiceAccess::look (const Provider& provider, const std::atomic<bool>* isAbandoned)
{
    ServiceAccess access;
    access.endpoint.caFile = fromEnvironment ("PARLANDO_CA");
    access.endpoint.baseUrl = fromEnvironment ("PARLANDO_ENDPOINT");

    try
    {
        const auto account = AccountSettings::load (provider);
        auto place = fromEnvironment (provider.access().place.variable);
        place = place.empty() ? account.place : place;
        access.endpoint.proxy = account.proxySettings (isAbandoned);
        access.endpoint.proxy.proxyFor (WebSocketUrl::parse (provider.baseUrlOf (access.endpoint))); // can it be read?

        if (! place.empty())
            usePlace (access, provider, place);
        else
            findKey (access, provider, isAbandoned);
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
