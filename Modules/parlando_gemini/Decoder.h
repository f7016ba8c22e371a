#pragma once

#include "ServerMessage.h"

#include <string>
#include <string_view>
#include <variant>

namespace parlando::gemini
{

/** Why a message could not be read: one sentence in our own words. */
struct DecodeError
{
    std::string text;

    bool operator== (const DecodeError&) const = default;
};

using DecodeResult = std::variant<ServerMessage, DecodeError>;

/** Reads a server message.

    A message that is not one JSON object in valid UTF-8, or is beyond limits::maximumMessageBytes, maximumNesting or
    maximumValues, is an error (C14, C79, C84). Within a message, unknown keys and enum values are ignored (C12), `null`
   is absence, and a known key with a wrong type counts as absent with a warning (C81). Of a key given twice the last
   value wins, of a call id given twice the first call (C85). All texts that come out are valid UTF-8. Nothing is thrown
   but std::bad_alloc.
*/
DecodeResult decode (std::string_view json);

/** The same without the shortcut for messages that are nothing but audio; for tests. */
DecodeResult decodeInFull (std::string_view json);

} // namespace parlando::gemini
