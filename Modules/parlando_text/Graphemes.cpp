#include "Graphemes.h"

#include "Utf8.h"

#include <utf8proc.h>

#include <algorithm>

namespace parlando
{

namespace detail_graphemes
{

constexpr char32_t emojiPresentation = 0xfe0f, firstRegional = 0x1f1e6, lastRegional = 0x1f1ff;

/** A cluster is as wide as its widest code point; flags, and what asks to be drawn as an emoji, take two columns. */
static std::size_t columnsOfCluster (std::string_view cluster) noexcept
{
    int widest = 0;

    for (std::size_t at = 0; at < cluster.size();)
    {
        const auto next = codePointAt (cluster, at);
        const auto isPicture =
            next.value == emojiPresentation || (next.value >= firstRegional && next.value <= lastRegional);
        widest = std::max (widest, isPicture ? 2 : utf8proc_charwidth (static_cast<utf8proc_int32_t> (next.value)));
        at += next.length;
    }

    return static_cast<std::size_t> (widest);
}

} // namespace detail_graphemes

std::size_t graphemeEnd (std::string_view text, std::size_t at) noexcept
{
    auto last = codePointAt (text, at);
    utf8proc_int32_t state = 0;
    at += last.length;

    while (at < text.size())
    {
        const auto next = codePointAt (text, at);

        if (utf8proc_grapheme_break_stateful (static_cast<utf8proc_int32_t> (last.value),
                                              static_cast<utf8proc_int32_t> (next.value), &state))
            break;

        last = next;
        at += next.length;
    }

    return at;
}

std::string_view cutText (std::string_view text, std::size_t maximumBytes) noexcept
{
    if (text.size() <= maximumBytes)
        return text;

    std::size_t end = 0;

    for (auto next = graphemeEnd (text, 0); next <= maximumBytes; next = graphemeEnd (text, end))
        end = next;

    if (end == 0)
        for (auto next = codePointAt (text, 0).length; next <= maximumBytes; next += codePointAt (text, end).length)
            end = next;

    return text.substr (0, end);
}

std::size_t columnsOf (std::string_view text) noexcept
{
    std::size_t columns = 0;

    for (std::size_t at = 0; at < text.size();)
    {
        const auto end = graphemeEnd (text, at);
        columns += detail_graphemes::columnsOfCluster (text.substr (at, end - at));
        at = end;
    }

    return columns;
}

std::string_view cutColumns (std::string_view text, std::size_t columns) noexcept
{
    std::size_t at = 0;

    while (at < text.size())
    {
        const auto end = graphemeEnd (text, at);
        const auto width = detail_graphemes::columnsOfCluster (text.substr (at, end - at));

        if (width > columns)
            break;

        columns -= width;
        at = end;
    }

    return text.substr (0, at);
}

std::string shortened (std::string_view text, std::size_t columns)
{
    constexpr std::size_t bytesPerColumn = 16;
    const auto bounded = cutText (text, columns * bytesPerColumn);

    if (bounded.size() == text.size() && cutColumns (text, columns).size() == text.size())
        return std::string (text);

    return std::string (cutColumns (bounded, std::max<std::size_t> (columns, 1) - 1)) + "…";
}

} // namespace parlando
