#include "PrintableText.h"

#include <cstddef>
#include <cstdint>

namespace parlando
{
namespace
{

struct Character
{
    std::uint32_t code = 0;
    std::size_t length = 0; /**< In bytes; 0 where the bytes are not UTF-8. */
};

Character characterAt (std::string_view text, std::size_t at)
{
    const auto byte = [&] (std::size_t i) { return static_cast<std::uint8_t> (text[at + i]); };
    const auto lead = byte (0);
    const std::size_t length = lead < 0x80   ? 1
                               : lead < 0xc2 ? 0
                               : lead < 0xe0 ? 2
                               : lead < 0xf0 ? 3
                               : lead < 0xf5 ? 4
                                             : 0;

    if (length == 0 || at + length > text.size())
        return {};

    if (length == 1)
        return {lead, 1};

    auto code = static_cast<std::uint32_t> (lead & (0xffu >> (length + 1)));

    for (std::size_t i = 1; i < length; ++i)
    {
        if ((byte (i) & 0xc0) != 0x80)
            return {};

        code = (code << 6) | (byte (i) & 0x3fu);
    }

    const auto smallest = length == 2 ? 0x80u : length == 3 ? 0x800u : 0x10000u;
    const bool surrogate = code >= 0xd800 && code <= 0xdfff;

    if (code < smallest || code > 0x10ffff || surrogate)
        return {};

    return {code, length};
}

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

bool actsOnTheTerminal (std::uint32_t code)
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
        const auto [code, length] = characterAt (untrusted, at);

        if (length == 0)
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

bool isUtf8 (std::string_view text)
{
    for (std::size_t at = 0; at < text.size();)
    {
        const auto length = characterAt (text, at).length;

        if (length == 0)
            return false;

        at += length;
    }

    return true;
}

} // namespace parlando
