#pragma once

#include "Credential.h"

#include <nlohmann/json.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace parlando
{

/** Takes secrets out of any text before a person or a file sees it (C5). Copies are cheap and share what they know.

    It replaces by "[redacted]":
    - each secret given to withSecret(), also percent-encoded, also when the text was cut off inside it (from 6 bytes
   on);
    - anything that begins with `auth_tokens/`;
    - the value after `key=`, `access_token=`, `token=` and names ending in `_key=` or `_token=`;
    - the rest of a line after `x-goog-api-key:`, `Authorization:` and `Proxy-Authorization:`, or up to the closing
   quote, and the word after `Bearer`.

    Any thread, as long as nobody assigns to the same object.
*/
class Redactor
{
public:
    Redactor() = default;

    /** A copy that also knows this one; a Kind::none adds nothing. */
    Redactor withSecret (const Credential&) const;

    std::string redact (std::string_view text) const;

    /** Each text in it; names stay as they are. */
    void redactTexts (nlohmann::json&) const;

private:
    std::shared_ptr<const std::vector<Secret>> known;
};

} // namespace parlando
