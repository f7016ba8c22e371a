#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace parlando
{

/** The characters of a text, however it writes them: small letters for capitals, `%2F` and `\/` and `\u002f` as `/`
    (percent signs and backslashes also where they were encoded several times), nothing for white space, line breaks
    and what cannot be seen, and the `+` and `/` of base64 for the `-` and `_` of its other alphabet. Two texts that
    say the same in such ways have the same characters; where an encoded byte is none of ASCII, the same bytes. */
struct DecodedText
{
    DecodedText() = default;

    /** Linear in the text, which must be shorter than 4 GB. */
    explicit DecodedText (std::string_view);

    /** Letters and digits alone: what dashes, quotes or colons have split. */
    [[nodiscard]] DecodedText lettersAndDigits() const;

    void add (char character, std::size_t begin, std::size_t end);

    std::string characters;

    /** Where in the text each character stands: from `begins[i]` up to `ends[i]`. */
    std::vector<std::uint32_t> begins, ends;
};

/** ASCII's. */
constexpr bool isLetterOrDigit (char c) noexcept
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

} // namespace parlando
