#include "Revealed.h"

#include "Utf8.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utf8proc.h>
#include <utility>

namespace parlando
{

namespace detail_revealed
{

constexpr char32_t emojiPresentation = 0xfe0f;
constexpr int mostMarks = 3; // Vietnamese and Hebrew have two, fully marked Hebrew three

/** Letters and marks that draw nothing (Unicode's Default_Ignorable_Code_Point), and the empty pattern of Braille. */
static bool isBlank (char32_t code)
{
    constexpr std::array<std::pair<char32_t, char32_t>, 9> ranges{{{0x034f, 0x034f},
                                                                   {0x115f, 0x1160},
                                                                   {0x17b4, 0x17b5},
                                                                   {0x180b, 0x180f},
                                                                   {0x2800, 0x2800},
                                                                   {0x3164, 0x3164},
                                                                   {0xfe00, 0xfe0f},
                                                                   {0xffa0, 0xffa0},
                                                                   {0xe0000, 0xe0fff}}};
    return std::any_of (ranges.begin(), ranges.end(),
                        [code] (const auto& range) { return code >= range.first && code <= range.second; });
}

static bool isHidden (char32_t code, utf8proc_category_t category)
{
    switch (category)
    {
        case UTF8PROC_CATEGORY_CN:
        case UTF8PROC_CATEGORY_CC:
        case UTF8PROC_CATEGORY_CF:
        case UTF8PROC_CATEGORY_CS:
        case UTF8PROC_CATEGORY_CO:
        case UTF8PROC_CATEGORY_ZL:
        case UTF8PROC_CATEGORY_ZP:
            return code != '\n';

        case UTF8PROC_CATEGORY_ZS:
            return code != ' ';

        default:
            return isBlank (code);
    }
}

static void appendNumber (std::string& text, const char* format, unsigned number)
{
    std::array<char, 16> written{};
    std::snprintf (written.data(), written.size(), format, number);
    text += written.data();
}

} // namespace detail_revealed

std::string revealed (std::string_view untrusted)
{
    using namespace detail_revealed;
    std::string text;
    text.reserve (untrusted.size());
    auto marks = 0;
    auto isAfterSymbol = false;

    for (std::size_t at = 0; at < untrusted.size();)
    {
        const auto [code, length, isValid] = codePointAt (untrusted, at);
        const auto category = utf8proc_category (static_cast<utf8proc_int32_t> (code));
        const auto isMark = category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME;
        const auto isOfSymbol = code == emojiPresentation && isAfterSymbol;
        marks = isMark ? marks + 1 : 0;

        if (! isValid)
            appendNumber (text, "\\x%02x", static_cast<unsigned char> (untrusted[at]));
        else if ((isHidden (code, category) && ! isOfSymbol) || marks > mostMarks)
            appendNumber (text, code > 0xffff ? "\\u{%x}" : "\\u%04x", static_cast<unsigned> (code));
        else
            text += untrusted.substr (at, length);

        isAfterSymbol = isValid && category == UTF8PROC_CATEGORY_SO && code != 0x2800;
        at += length;
    }

    return text;
}

} // namespace parlando
