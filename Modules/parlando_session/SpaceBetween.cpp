#include "SpaceBetween.h"

#include <algorithm>
#include <cstdint>

namespace parlando
{

namespace detail_space_between
{

struct Range
{
    char32_t first, last;
};

constexpr Range whiteSpace[]{{0x09, 0x0d},     {0x20, 0x20},     {0x85, 0x85},     {0xa0, 0xa0},
                             {0x1680, 0x1680}, {0x2000, 0x200b}, {0x2028, 0x2029}, {0x202f, 0x202f},
                             {0x205f, 0x205f}, {0x3000, 0x3000}, {0xfeff, 0xfeff}};

constexpr Range closing[]{{'!', '!'},       {'%', '%'},       {')', ')'},       {',', ','},       {'.', '.'},
                          {':', ';'},       {'?', '?'},       {']', ']'},       {'}', '}'},       {0xbb, 0xbb},
                          {0x2019, 0x2019}, {0x201d, 0x201d}, {0x2026, 0x2026}, {0x203a, 0x203a}, {0x60c, 0x60c},
                          {0x61b, 0x61b},   {0x61f, 0x61f},   {0x6d4, 0x6d4},   {0x964, 0x965}};

/** Punctuation as wide as a letter of Han, which brings its own room. */
constexpr Range wide[]{{0x3001, 0x3004}, {0x3008, 0x3020}, {0xff01, 0xff0f},
                       {0xff1a, 0xff20}, {0xff3b, 0xff40}, {0xff5b, 0xff65}};

/** Unicode blocks of the scripts that are written without spaces. */
constexpr Range unspaced[]{{0xe00, 0xe7f},                       // Thai
                           {0xe80, 0xeff},                       // Lao
                           {0x1000, 0x109f},                     // Burmese
                           {0x1780, 0x17ff},                     // Khmer
                           {0x19e0, 0x19ff},                     // Khmer symbols
                           {0x2e80, 0x2fdf},                     // radicals
                           {0x3005, 0x3007},   {0x3021, 0x30ff}, // marks, Hiragana, Katakana
                           {0x3105, 0x312f},   {0x31a0, 0x31bf}, // Bopomofo
                           {0x31f0, 0x31ff},                     // Katakana extensions
                           {0x3400, 0x4dbf},   {0x4e00, 0x9fff}, // Han
                           {0xa9e0, 0xa9ff},   {0xaa60, 0xaa7f}, // Burmese extensions
                           {0xf900, 0xfaff},                     // Han
                           {0xff66, 0xff9f},                     // half-width Katakana
                           {0x1b000, 0x1b16f},                   // Kana
                           {0x20000, 0x3ffff}};

template <std::size_t size>
bool isIn (const Range (&ranges)[size], char32_t character) noexcept
{
    return std::any_of (std::begin (ranges), std::end (ranges),
                        [character] (const Range& range)
                        { return character >= range.first && character <= range.last; });
}

/** The character that begins at `text`'s first byte; the text is UTF-8, and a broken one gives no letter. */
char32_t firstOf (std::string_view text) noexcept
{
    const auto byte = [text] (std::size_t i) { return i < text.size() ? static_cast<unsigned char> (text[i]) : 0u; };
    const auto next = [&byte] (std::size_t i) { return static_cast<char32_t> (byte (i) & 0x3fu); };
    const auto lead = byte (0);

    if (lead < 0xc0)
        return lead < 0x80 ? lead : U'\xfffd';

    if (lead < 0xe0)
        return static_cast<char32_t> ((lead & 0x1f) << 6) | next (1);

    if (lead < 0xf0)
        return static_cast<char32_t> ((lead & 0x0f) << 12) | next (1) << 6 | next (2);

    return static_cast<char32_t> ((lead & 0x07) << 18) | next (1) << 12 | next (2) << 6 | next (3);
}

/** Takes the last character away. */
char32_t takeLast (std::string_view& text) noexcept
{
    auto begin = text.size() - 1;

    while (begin > 0 && (static_cast<unsigned char> (text[begin]) & 0xc0) == 0x80)
        --begin;

    const auto last = firstOf (text.substr (begin));
    text = text.substr (0, begin);
    return last;
}

/** The last letter, behind which punctuation of any script may stand. */
char32_t lastLetterOf (std::string_view text) noexcept
{
    auto last = takeLast (text);

    while (! text.empty() && (isIn (closing, last) || last == '"' || last == '\''))
        last = takeLast (text);

    return last;
}

} // namespace detail_space_between

bool needsSpaceBetween (std::string_view left, std::string_view right) noexcept
{
    using namespace detail_space_between;

    if (left.empty() || right.empty())
        return false;

    auto rest = left;
    const auto before = takeLast (rest), after = firstOf (right);

    if (isIn (whiteSpace, before) || isIn (whiteSpace, after) || isIn (closing, after) || isIn (wide, before) ||
        isIn (wide, after))
        return false;

    return ! (isIn (unspaced, lastLetterOf (left)) && isIn (unspaced, after));
}

} // namespace parlando
