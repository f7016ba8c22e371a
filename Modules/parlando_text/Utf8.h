#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace parlando
{

/** One code point of a text, and how many bytes it takes there. */
struct CodePoint
{
    char32_t value = 0xfffd; /**< U+FFFD where the bytes are not UTF-8; then `length` is 1. */
    std::size_t length = 1;
    bool isValid = false;
};

/** The code point that begins at byte `at`, which is inside the text. Overlong forms, surrogates and what is beyond
    U+10FFFF are not UTF-8 (RFC 3629). Any thread. */
CodePoint codePointAt (std::string_view text, std::size_t at) noexcept;

/** Whether all of `text` is UTF-8. */
bool isUtf8 (std::string_view text) noexcept;

/** How many code points it has; each byte that is not UTF-8 counts as one. */
std::size_t countCodePoints (std::string_view text) noexcept;

/** The same text with U+FFFD in place of each byte that is not UTF-8. */
std::string validUtf8 (std::string_view text);

/** Text of unknown origin as valid UTF-8 in one line: as validUtf8(), and control characters become spaces. */
std::string cleanText (std::string_view text);

} // namespace parlando
