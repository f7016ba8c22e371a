#pragma once

#include "Credential.h"
#include "KnownSecrets.h"

#include <parlando_transport/ProxySettings.h>

#include <nlohmann/json.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace parlando
{

/** Takes secrets out of any text before a person or a file sees it (C5). Copies are cheap and share what they know.

    It replaces by "[redacted]":
    - each secret given to withSecret() and withProxy(), in capitals, with escapes or percent signs, as base64 or
      hexadecimal, split by white space or signs, and pieces of it, as KnownSecrets finds them;
    - anything that begins with `auth_tokens/`, and what has the form of an API key or an access token of Google's;
    - the value after `key=`, `access_token=`, `token=` and names ending in `_key=` or `_token=`;
    - the rest of a line after `x-goog-api-key:`, `Authorization:` and `Proxy-Authorization:`, or up to the closing
      quote, and the word after `Bearer`;
    - name and password in a URL, before the `@`.

    Linear in the text. Any thread, as long as nobody assigns to the same object.
*/
class Redactor
{
public:
    Redactor() = default;

    /** A copy that also knows this one; a Kind::none adds nothing. */
    Redactor withSecret (const Credential&) const;

    /** A copy that also knows the proxy's password, if it has at least 4 characters (as a word of its own, if fewer
       than 8). */
    Redactor withProxy (const ProxySettings&) const;

    std::string redact (std::string_view text) const;

    /** Takes out what was given to it and what has the form of a secret, but not what stands where secrets stand: for
        what people, models and tools say, in which "key=Am" may be a musical one. */
    std::string redactSecrets (std::string_view text) const;

    /** redact() of each text in it, and of each name. */
    void redactTexts (nlohmann::json&) const;

    /** redactSecrets() of each text in it, and of each name. */
    void redactSecretTexts (nlohmann::json&) const;

    /** Whether a text has anything of what was given to it. */
    bool findsKnown (std::string_view text) const;

private:
    std::vector<KnownSecrets::Place> placesIn (std::string_view text) const;
    Redactor with (const KnownSecrets&) const;

    std::shared_ptr<const KnownSecrets> known;
};

} // namespace parlando
