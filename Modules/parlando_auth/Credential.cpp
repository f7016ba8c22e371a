#include "CredentialReading.h"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace parlando
{

namespace
{
/** The text goes into an HTTP header: a line break in it would begin another header. */
static void requireHeaderText (std::string_view text, const std::string& what)
{
    if (text.empty())
        throw std::invalid_argument (what + " is empty: put it there and nothing else.");

    if (text.size() > Credential::maximumBytes)
        throw std::invalid_argument (what + " is longer than 4,096 bytes: put it there and nothing else.");

    if (text.find_first_of ("\r\n") != std::string_view::npos)
        throw std::invalid_argument (what + " has more than one line: put it there and nothing else.");

    const auto isVisible = [] (char c) { return c > ' ' && c <= '~'; };

    if (! std::all_of (text.begin(), text.end(), isVisible))
        throw std::invalid_argument (what + " holds spaces or characters that none has: copy it again.");
}
} // namespace

Credential::Credential (std::string_view text)
{
    const auto trimmed = detail_credential::trim (text);
    requireHeaderText (trimmed, "The API key");

    type = trimmed.starts_with ("auth_tokens/") ? Kind::ephemeralToken : Kind::apiKey;
    content = Secret (trimmed);
}

Credential Credential::accessToken (std::string_view text)
{
    const auto trimmed = detail_credential::trim (text);
    requireHeaderText (trimmed, "The access token");

    Credential credential;
    credential.type = Kind::accessToken;
    credential.content = Secret (trimmed);
    return credential;
}

} // namespace parlando
