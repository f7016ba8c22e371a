#include "DecodedText.h"

#include <algorithm>
#include <optional>

namespace parlando
{

namespace detail_decoded
{

/** What is written from some place on: the bytes that it stands for, and how many it takes there. */
struct Spelling
{
    std::string bytes;
    std::size_t length;
};

static std::optional<unsigned> hexadecimal (std::string_view text, std::size_t digits)
{
    if (text.size() < digits)
        return {};

    unsigned value = 0;

    for (const auto c : text.substr (0, digits))
    {
        if (c >= '0' && c <= '9')
            value = value * 16 + static_cast<unsigned> (c - '0');
        else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
            value = value * 16 + static_cast<unsigned> ((c | 0x20) - 'a' + 10);
        else
            return {};
    }

    return value;
}

static std::string inUtf8 (unsigned unit)
{
    if (unit < 0x80)
        return {static_cast<char> (unit)};

    if (unit < 0x800)
        return {static_cast<char> (0xc0 | (unit >> 6)), static_cast<char> (0x80 | (unit & 63))};

    return {static_cast<char> (0xe0 | (unit >> 12)), static_cast<char> (0x80 | ((unit >> 6) & 63)),
            static_cast<char> (0x80 | (unit & 63))};
}

/** `%41`, also `%2541`: encoded again, any number of times. */
static Spelling afterPercent (std::string_view text)
{
    std::size_t end = 1;

    while (text.substr (end).starts_with ("25"))
        end += 2;

    if (const auto byte = hexadecimal (text.substr (end), 2))
        return {std::string (1, static_cast<char> (*byte)), end + 2};

    return {"%", end};
}

/** `\u0041`, `\x41`, `\/`, `\n`, also with many backslashes, as texts in texts have them. */
static Spelling afterBackslash (std::string_view text)
{
    const auto end = std::min (text.find_first_not_of ('\\'), text.size());
    const auto rest = text.substr (end);

    if (rest.starts_with ('u'))
        if (const auto unit = hexadecimal (rest.substr (1), 4))
            return {inUtf8 (*unit), end + 5};

    if (rest.starts_with ('x'))
        if (const auto byte = hexadecimal (rest.substr (1), 2))
            return {std::string (1, static_cast<char> (*byte)), end + 3};

    const auto isWhiteSpace = ! rest.empty() && std::string_view ("nrtfbv").find (rest.front()) != rest.npos;
    return {{}, end + (isWhiteSpace ? 1u : 0u)};
}

/** How many bytes there take no room that anybody sees: white space, zero-width and soft hyphens. */
static std::size_t invisibleLength (std::string_view text)
{
    const auto first = static_cast<unsigned char> (text.front());

    if (first <= ' ' || first == 0x7f)
        return 1;

    if (first < 0x80)
        return 0;

    for (const std::string_view each :
         {"\xc2\xa0", "\xc2\xad", "\xe2\x80\x8b", "\xe2\x80\x8c", "\xe2\x80\x8d", "\xe2\x80\x8e", "\xe2\x80\x8f",
          "\xe2\x80\xa8", "\xe2\x80\xa9", "\xe2\x80\xaf", "\xe2\x81\xa0", "\xe3\x80\x80", "\xef\xbb\xbf"})
        if (text.starts_with (each))
            return each.size();

    return 0;
}

static char plain (char c)
{
    if (c >= 'A' && c <= 'Z')
        return static_cast<char> (c - 'A' + 'a');

    return c == '-' ? '+' : c == '_' ? '/' : c;
}

} // namespace detail_decoded

DecodedText::DecodedText (std::string_view text)
{
    using namespace detail_decoded;

    for (std::size_t position = 0; position < text.size();)
    {
        const auto rest = text.substr (position);

        if (rest.front() != '%' && rest.front() != '\\')
        {
            const auto invisible = invisibleLength (rest);

            if (invisible == 0)
                add (plain (rest.front()), position, position + 1);

            position += std::max<std::size_t> (invisible, 1);
            continue;
        }

        const auto [bytes, length] = rest.front() == '%' ? afterPercent (rest) : afterBackslash (rest);

        if (! bytes.empty() && invisibleLength (bytes) == 0)
            for (const auto byte : bytes)
                add (plain (byte), position, position + length);

        position += length;
    }
}

void DecodedText::add (char character, std::size_t begin, std::size_t end)
{
    characters += character;
    begins.push_back (static_cast<std::uint32_t> (begin));
    ends.push_back (static_cast<std::uint32_t> (end));
}

DecodedText DecodedText::lettersAndDigits() const
{
    DecodedText result;

    for (std::size_t i = 0; i < characters.size(); ++i)
        if (isLetterOrDigit (characters[i]))
            result.add (characters[i], begins[i], ends[i]);

    return result;
}

} // namespace parlando
