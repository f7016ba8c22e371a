#include "CleanText.h"

#include <cstdint>

namespace parlando
{

namespace
{
constexpr bool isContinuation (char byte) noexcept { return (static_cast<unsigned char> (byte) & 0xc0) == 0x80; }

// The length of the well-formed character at the beginning of `text` (Unicode 15, table 3-7), or 0.
std::size_t wellFormedLength (std::string_view text) noexcept
{
    const auto lead = static_cast<std::uint8_t> (text[0]);

    if (lead < 0x80)
        return 1;

    const std::size_t length = lead >= 0xc2 && lead < 0xe0   ? 2
                               : lead >= 0xe0 && lead < 0xf0 ? 3
                               : lead >= 0xf0 && lead < 0xf5 ? 4
                                                             : 0;

    if (length == 0 || text.size() < length)
        return 0;

    for (std::size_t i = 1; i < length; ++i)
        if (! isContinuation (text[i]))
            return 0;

    // No overlong forms, no surrogates, nothing over U+10FFFF.
    const auto second = static_cast<std::uint8_t> (text[1]);
    const auto isRefused = (lead == 0xe0 && second < 0xa0) || (lead == 0xed && second > 0x9f) ||
                           (lead == 0xf0 && second < 0x90) || (lead == 0xf4 && second > 0x8f);
    return isRefused ? 0 : length;
}
} // namespace

std::string cleanText (std::string_view text)
{
    std::string cleaned;
    cleaned.reserve (text.size());

    while (! text.empty())
    {
        const auto length = wellFormedLength (text);

        if (length == 0)
            cleaned += "\xef\xbf\xbd";
        else if (length == 1 && (static_cast<unsigned char> (text[0]) < 0x20 || text[0] == 0x7f))
            cleaned += ' ';
        else
            cleaned += text.substr (0, length);

        text.remove_prefix (length == 0 ? 1 : length);
    }

    return cleaned;
}

std::string_view cutText (std::string_view text, std::size_t maximumBytes) noexcept
{
    if (text.size() <= maximumBytes)
        return text;

    auto end = maximumBytes;

    while (end > 0 && isContinuation (text[end]))
        --end;

    return text.substr (0, end);
}

} // namespace parlando
