#pragma once

#include <string>
#include <string_view>

namespace parlando
{

/** Text of unknown origin as valid UTF-8 in one line: what is not UTF-8 becomes U+FFFD, control characters spaces. */
std::string cleanText (std::string_view);

/** The longest beginning of at most `maximumBytes` that does not end inside a character. */
std::string_view cutText (std::string_view, std::size_t maximumBytes) noexcept;

} // namespace parlando
