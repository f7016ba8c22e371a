#pragma once

#include "SoundOutline.h"

#include <parlando_auth/Redactor.h>

#include <nlohmann/json.hpp>

#include <cstddef>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace parlando
{

namespace wire_text
{

/** Shorter base64 is a word or a number, and no sound. */
inline constexpr std::size_t shortestPayload = 256;

inline constexpr auto bytesName = "$bytes", soundName = "$sound";

constexpr bool isOfBase64 (char c) noexcept
{
    return isLetterOrDigit (c) || c == '+' || c == '/' || c == '-' || c == '_' || c == '=';
}

} // namespace wire_text

/** The outlines of the voices in one message, in their order. */
using VoiceOutlines = std::deque<std::vector<SoundStretch>>;

/** Takes out of what goes over the wire what a record of it must not have. Secrets are redacted; what a member called
    "handle", "token", "cookie" or the like holds becomes "handle-1" and so on, the same for the same, and as long as it
    was; sound and pictures, which are base64, become {"$bytes": how many, "$crc": of which, "$sound": outlines}.
    What is the same before is the same behind it, so that a session does the same with it. One thread.
*/
class WireDisguise
{
public:
    explicit WireDisguise (bool keepsSound) : keeps (keepsSound) {}

    /** A message of the service: {"json": …} or, where it is no JSON, {"text": …} or {"base64": …}. Sound stays where
       it is to be kept. */
    nlohmann::json message (std::string_view, VoiceOutlines, const Redactor&);

    /** Any other JSON, such as a message to the service; sound never stays. */
    nlohmann::json value (nlohmann::json, const Redactor&);

private:
    struct Visit;
    std::string placeholder (const std::string& name, const std::string& secret);

    const bool keeps;
    std::map<std::string, std::string> placeholders; // by what they stand for
};

/** A message as WireDisguise::message() wrote it, as a service might have sent it. Throws std::invalid_argument, also
    where its sounds are longer than `bytesLeft`, which is lessened by them. */
std::string wireMessageFrom (const nlohmann::json&, std::size_t& bytesLeft);

/** How many bytes of sound or picture a message holds, if it holds one and nearly nothing else; else 0. Quick. */
std::size_t soleBytesIn (std::string_view message);

} // namespace parlando
