#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace parlando
{

// The service's own reading of RFC 4648, apart from the client's codec so that the two check each other.

/** Standard alphabet with padding, the first sample's low byte first. */
[[nodiscard]] std::string samplesToBase64 (std::span<const std::int16_t> samples);

/** Takes the standard and the url-safe alphabet, padded or not (protocol section 6.3); nothing when the text is
 * neither. */
[[nodiscard]] std::optional<std::vector<std::uint8_t>> base64ToBytes (std::string_view text);

} // namespace parlando
