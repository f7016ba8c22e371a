#include "Credential.h"

#include <algorithm>
#include <stdexcept>

namespace parlando
{

namespace detail_credential
{
static std::string_view trim (std::string_view text)
{
    constexpr auto space = " \t\r\n\v\f";
    const auto begin = text.find_first_not_of (space);
    return begin == std::string_view::npos ? std::string_view()
                                           : text.substr (begin, text.find_last_not_of (space) - begin + 1);
}

/** The text goes into an HTTP header: a line break in it would begin another header. */
static void requireHeaderText (std::string_view text)
{
    if (text.empty())
        throw std::invalid_argument ("The API key is empty: put the key there and nothing else.");

    if (text.size() > Credential::maximumBytes)
        throw std::invalid_argument ("The API key is longer than 4,096 bytes: put the key there and nothing else.");

    if (text.find_first_of ("\r\n") != std::string_view::npos)
        throw std::invalid_argument ("The API key has more than one line: put the key there and nothing else.");

    const auto isVisible = [] (char c) { return c > ' ' && c <= '~'; };

    if (! std::all_of (text.begin(), text.end(), isVisible))
        throw std::invalid_argument ("The API key holds spaces or characters that no key has: copy it again.");
}
} // namespace detail_credential

Credential::Credential (std::string_view text)
{
    const auto trimmed = detail_credential::trim (text);
    detail_credential::requireHeaderText (trimmed);

    type = trimmed.starts_with ("auth_tokens/") ? Kind::ephemeralToken : Kind::apiKey;
    content = Secret (trimmed);
}

} // namespace parlando
