#include "ServiceAccess.h"

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

} // namespace

ServiceAccess ServiceAccess::find()
{
    ServiceAccess access;
    access.endpoint.caFile = fromEnvironment ("PARLANDO_CA");

    if (const auto address = fromEnvironment ("PARLANDO_ENDPOINT"); ! address.empty())
        access.endpoint.baseUrl = address;

    if (const auto place = fromEnvironment ("PARLANDO_VERTEX"); ! place.empty())
    {
        access.vertex = parseVertexLocation (place);
        access.accessTokens = AccessTokenSource::gcloud();
        return access;
    }

    const auto found = findStoredCredential();

    if (! found.error.empty())
        throw std::invalid_argument (found.error);

    if (found.credential.kind() == Credential::Kind::none &&
        ! WebSocketUrl::parse (baseUrlOf (access.endpoint)).isThisMachine)
        throw std::invalid_argument ("There is no key: run 'parlando key set', put it into the file " + usualKeyFile() +
                                     ", or set GOOGLE_API_KEY; then connect again.");

    access.credential = found.credential;
    return access;
}

} // namespace parlando
