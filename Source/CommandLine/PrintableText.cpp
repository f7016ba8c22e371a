#include "PrintableText.h"

#include <parlando_text/parlando_text.h>

#include <cstddef>

namespace parlando
{
namespace
{

/** The length of the escape sequence whose introducer ends before `at`: ECMA-48 CSI, string sequences, or one byte. */
std::size_t escapeLength (std::string_view text, std::size_t at)
{
    if (at >= text.size())
        return 0;

    const auto kind = text[at];

    if (kind == '[')
    {
        auto end = at + 1;

        while (end < text.size() && text[end] >= 0x20 && text[end] <= 0x3f)
            ++end;

        return (end < text.size() ? end + 1 : end) - at;
    }

    if (kind == ']' || kind == 'P' || kind == 'X' || kind == '^' || kind == '_')
    {
        for (auto end = at + 1; end < text.size(); ++end)
            if (text[end] == '\a' || (text[end] == '\\' && text[end - 1] == '\x1b'))
                return end + 1 - at;

        return text.size() - at;
    }

    return kind >= 0x20 && kind <= 0x7e ? 1 : 0;
}

bool actsOnTheTerminal (char32_t code)
{
    const bool control = code < 0x20 || (code >= 0x7f && code < 0xa0);
    const bool direction = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
    return control || direction || code == 0x2028 || code == 0x2029 || code == 0xfeff;
}

} // namespace

std::string printable (std::string_view untrusted)
{
    std::string text;
    text.reserve (untrusted.size());

    for (std::size_t at = 0; at < untrusted.size();)
    {
        const auto [code, length, isValid] = codePointAt (untrusted, at);

        if (! isValid)
        {
            text += "\xef\xbf\xbd";
            ++at;
        }
        else if (code == 0x1b)
        {
            at += 1 + escapeLength (untrusted, at + 1);
        }
        else
        {
            if (code == '\n' || code == '\t' || code == '\r')
                text += ' ';
            else if (! actsOnTheTerminal (code))
                text += untrusted.substr (at, length);

            at += length;
        }
    }

    return text;
}

} // namespace parlando
