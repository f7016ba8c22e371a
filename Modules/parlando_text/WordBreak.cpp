#include "WordBreak.h"

#include <utf8proc.h>

#include <algorithm>
#include <initializer_list>

namespace parlando
{

namespace detail_word_break
{

struct Range
{
    char32_t first, last;
};

/** Letters that are part of no word: Han with Tangut, Khitan and Nushu, Hiragana, and the scripts of South East Asia
    whose words only a dictionary finds (Line_Break SA). */
constexpr Range withoutSpaces[] = {{0x0e01, 0x0e46},   {0x0e81, 0x0ec6},   {0x0edc, 0x0edf},   {0x1000, 0x103f},
                                   {0x1050, 0x108e},   {0x1780, 0x17dc},   {0x1950, 0x19c9},   {0x1a20, 0x1a54},
                                   {0x1aa7, 0x1aa7},   {0x3006, 0x3029},   {0x3038, 0x303a},   {0x3041, 0x309f},
                                   {0x3400, 0x9fff},   {0xa9e0, 0xa9ef},   {0xa9fa, 0xa9fe},   {0xaa60, 0xaadd},
                                   {0xf900, 0xfad9},   {0x11700, 0x1171a}, {0x11740, 0x11746}, {0x17000, 0x18d08},
                                   {0x1b001, 0x1b11f}, {0x1b132, 0x1b152}, {0x1b170, 0x1b2fb}, {0x20000, 0x3fffd}};

constexpr Range katakana[] = {{0x3031, 0x3035},   {0x309b, 0x309c},   {0x30a0, 0x30fa},   {0x30fc, 0x30ff},
                              {0x31f0, 0x31ff},   {0x32d0, 0x32fe},   {0x3300, 0x3357},   {0xff66, 0xff9d},
                              {0x1aff0, 0x1aff3}, {0x1aff5, 0x1affb}, {0x1affd, 0x1affe}, {0x1b000, 0x1b000},
                              {0x1b120, 0x1b122}, {0x1b155, 0x1b155}, {0x1b164, 0x1b167}};

constexpr Range hebrew[] = {{0x05d0, 0x05f2}, {0xfb1d, 0xfb1d}, {0xfb1f, 0xfb28}, {0xfb2a, 0xfb4f}};

/** Letters by what they are for, which by their category are symbols or punctuation. */
constexpr Range otherLetters[] = {
    {0x02c2, 0x02c5}, {0x02d2, 0x02d7}, {0x02de, 0x02df}, {0x02e5, 0x02eb},   {0x02ed, 0x02ed},   {0x02ef, 0x02ff},
    {0x055a, 0x055c}, {0x055e, 0x055e}, {0x058a, 0x058a}, {0x05f3, 0x05f3},   {0x24b6, 0x24e9},   {0xa708, 0xa716},
    {0xa720, 0xa721}, {0xa789, 0xa78a}, {0xab5b, 0xab5b}, {0x1f130, 0x1f149}, {0x1f150, 0x1f169}, {0x1f170, 0x1f189}};

template <std::size_t size>
static bool isIn (const Range (&ranges)[size], char32_t value) noexcept
{
    return std::any_of (ranges, ranges + size,
                        [value] (const Range& range) { return value >= range.first && value <= range.last; });
}

static bool isOneOf (char32_t value, std::initializer_list<char32_t> list) noexcept
{
    return std::find (list.begin(), list.end(), value) != list.end();
}

static WordBreak classOfMark (char32_t value) noexcept
{
    if (value == U'\'')
        return WordBreak::singleQuote;

    if (value == U'"')
        return WordBreak::doubleQuote;

    if (value == 0x066b)
        return WordBreak::numeric;

    if (isOneOf (value, {0x2e, 0x2018, 0x2019, 0x2024, 0xfe52, 0xff07, 0xff0e}))
        return WordBreak::midNumLet;

    if (isOneOf (value, {0x3a, 0xb7, 0x0387, 0x055f, 0x05f4, 0x2027, 0xfe13, 0xfe55, 0xff1a}))
        return WordBreak::midLetter;

    if (isOneOf (value, {0x2c, 0x3b, 0x037e, 0x0589, 0x060c, 0x060d, 0x066c, 0x07f8, 0x2044, 0xfe10, 0xfe14, 0xfe50,
                         0xfe54, 0xff0c, 0xff1b}))
        return WordBreak::midNum;

    return isIn (otherLetters, value) ? WordBreak::aLetter : WordBreak::other;
}

static WordBreak classOfSpace (char32_t value) noexcept
{
    if (value == 0x202f)
        return WordBreak::extendNumLet;

    return isOneOf (value, {0xa0, 0x2007}) ? WordBreak::other : WordBreak::wSegSpace;
}

static WordBreak classOfControl (char32_t value) noexcept
{
    switch (value)
    {
        case '\r':
            return WordBreak::cr;
        case '\n':
            return WordBreak::lf;
        case 0x0b:
        case 0x0c:
        case 0x85:
            return WordBreak::newline;
        default:
            return WordBreak::other;
    }
}

/** Marks that stand before the digits or letters to which they belong: part of those since Unicode 15.1. */
static bool isBeforeNumber (char32_t value) noexcept
{
    return (value >= 0x0600 && value <= 0x0605) || isOneOf (value, {0x06dd, 0x0890, 0x0891, 0x08e2, 0x110bd, 0x110cd});
}

static WordBreak classOfFormat (char32_t value) noexcept
{
    if (isBeforeNumber (value))
        return WordBreak::numeric;

    if (value == 0x070f)
        return WordBreak::aLetter;

    if (value == 0x200d)
        return WordBreak::zwj;

    if (value == 0x200b)
        return WordBreak::other;

    return value == 0x200c || (value >= 0xe0020 && value <= 0xe007f) ? WordBreak::extend : WordBreak::format;
}

static WordBreak classOfLetter (char32_t value) noexcept
{
    if (value == 0xff9e || value == 0xff9f)
        return WordBreak::extend;

    return isIn (katakana, value)        ? WordBreak::katakana
           : isIn (hebrew, value)        ? WordBreak::hebrewLetter
           : isIn (withoutSpaces, value) ? WordBreak::other
                                         : WordBreak::aLetter;
}

static WordBreak classOfSymbol (char32_t value) noexcept
{
    if (value >= 0x1f1e6 && value <= 0x1f1ff)
        return WordBreak::regionalIndicator;

    if (value >= 0x1f3fb && value <= 0x1f3ff)
        return WordBreak::extend;

    return isIn (katakana, value) ? WordBreak::katakana : classOfMark (value);
}

} // namespace detail_word_break

WordBreak wordBreakOf (char32_t value) noexcept
{
    using namespace detail_word_break;

    switch (utf8proc_category (static_cast<utf8proc_int32_t> (value)))
    {
        case UTF8PROC_CATEGORY_CC:
            return classOfControl (value);
        case UTF8PROC_CATEGORY_ZL:
        case UTF8PROC_CATEGORY_ZP:
            return WordBreak::newline;
        case UTF8PROC_CATEGORY_ZS:
            return classOfSpace (value);
        case UTF8PROC_CATEGORY_CF:
            return classOfFormat (value);
        case UTF8PROC_CATEGORY_MN:
        case UTF8PROC_CATEGORY_MC:
        case UTF8PROC_CATEGORY_ME:
            return WordBreak::extend;
        case UTF8PROC_CATEGORY_ND:
            return WordBreak::numeric;
        case UTF8PROC_CATEGORY_PC:
            return WordBreak::extendNumLet;
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
        case UTF8PROC_CATEGORY_NL:
            return classOfLetter (value);
        default:
            return classOfSymbol (value);
    }
}

bool isOfScriptWithoutSpaces (char32_t value) noexcept
{
    return detail_word_break::isIn (detail_word_break::withoutSpaces, value) ||
           wordBreakOf (value) == WordBreak::katakana;
}

bool isPictographic (char32_t value) noexcept
{
    const auto bound = utf8proc_get_property (static_cast<utf8proc_int32_t> (value))->boundclass;
    return bound == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

} // namespace parlando
