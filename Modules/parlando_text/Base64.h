#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace parlando
{

/** Appends base64: standard alphabet, padded, no line breaks (C41). */
void appendBase64 (std::string& out, std::span<const std::uint8_t> bytes);

/** The same as a new string. */
std::string toBase64 (std::span<const std::uint8_t> bytes);

/** Replaces `out` with the bytes of `text`; false, and `out` empty, where `text` is not base64.

    Takes the standard and the url-safe alphabet, also mixed, padded or unpadded (protocol section 6.3). Not base64 are
    white space, `=` elsewhere than at a padded end, and a lone last character. The unused low bits of the last
   character are ignored. */
bool fromBase64 (std::string_view text, std::vector<std::uint8_t>& out);

} // namespace parlando
