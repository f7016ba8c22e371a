#pragma once

#include "Secret.h"

#include <string_view>

namespace parlando
{

/** An API key, an ephemeral token or an OAuth access token. It cannot be printed, compared or turned into a string by
   accident.

    A text that begins with `auth_tokens/` is an ephemeral token (C3), any other an API key: keys have no shape that
   could be checked (protocol section 1.2).
*/
class Credential
{
public:
    enum class Kind
    {
        none,
        apiKey,
        ephemeralToken,
        accessToken /**< OAuth's, for an hour; what Vertex takes. */
    };

    static constexpr std::size_t maximumBytes = 4096;

    Credential() = default;

    /** White space around the text is dropped. Throws std::invalid_argument, with a sentence that does not contain the
        text, when it is empty, longer than maximumBytes, or holds anything but visible ASCII characters. */
    explicit Credential (std::string_view text);

    /** An access token: nothing in such a text tells that it is one. Throws as the constructor does. */
    static Credential accessToken (std::string_view text);

    Kind kind() const noexcept { return type; }

    /** Empty for Kind::none. */
    const Secret& secret() const noexcept { return content; }

private:
    Kind type = Kind::none;
    Secret content;
};

} // namespace parlando
