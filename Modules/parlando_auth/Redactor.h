#pragma once

#include "Credential.h"
#include "KnownSecrets.h"

#include <parlando_transport/ProxySettings.h>

#include <nlohmann/json.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace parlando
{

/** Takes secrets out of any text before a person or a file sees it (C5). Copies are cheap and share what they know.

    It replaces by "[redacted]":
    - each secret given to withSecret() and withProxy(), also in capitals, percent-encoded, as base64 or hexadecimal,
   and each piece of it from 10 characters on; at the text's end also a beginning from 6 characters on;
    - anything that begins with `auth_tokens/`;
    - the value after `key=`, `access_token=`, `token=` and names ending in `_key=` or `_token=`;
    - the rest of a line after `x-goog-api-key:`, `Authorization:` and `Proxy-Authorization:`, or up to the closing
      quote, and the word after `Bearer`;
    - name and password in a URL, before the `@`.

    Any thread, as long as nobody assigns to the same object.
*/
class Redactor
{
public:
    Redactor() = default;

    /** A copy that also knows this one; a Kind::none adds nothing. */
    Redactor withSecret (const Credential&) const;

    /** A copy that also knows the proxy's password, if it has at least 4 characters. */
    Redactor withProxy (const ProxySettings&) const;

    std::string redact (std::string_view text) const;

    /** Each text in it; names stay as they are. */
    void redactTexts (nlohmann::json&) const;

private:
    Redactor with (const KnownSecrets&) const;

    std::shared_ptr<const KnownSecrets> known;
};

} // namespace parlando
