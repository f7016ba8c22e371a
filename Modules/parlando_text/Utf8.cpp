#include "Utf8.h"

#include <utf8proc.h>

namespace parlando
{

CodePoint codePointAt (std::string_view text, std::size_t at) noexcept
{
    const auto lead = static_cast<unsigned char> (text[at]);

    if (lead < 0x80)
        return {lead, 1, true};

    utf8proc_int32_t value = 0;
    const auto length = utf8proc_iterate (reinterpret_cast<const utf8proc_uint8_t*> (text.data()) + at,
                                          static_cast<utf8proc_ssize_t> (text.size() - at), &value);
    return length > 0 ? CodePoint{static_cast<char32_t> (value), static_cast<std::size_t> (length), true} : CodePoint{};
}

bool isUtf8 (std::string_view text) noexcept
{
    for (std::size_t at = 0; at < text.size();)
    {
        const auto next = codePointAt (text, at);

        if (! next.isValid)
            return false;

        at += next.length;
    }

    return true;
}

std::size_t countCodePoints (std::string_view text) noexcept
{
    std::size_t count = 0;

    for (std::size_t at = 0; at < text.size(); at += codePointAt (text, at).length)
        ++count;

    return count;
}

namespace
{

template <typename Write>
std::string rewritten (std::string_view text, Write write)
{
    std::string result;
    result.reserve (text.size());

    for (std::size_t at = 0; at < text.size();)
    {
        const auto next = codePointAt (text, at);

        if (next.isValid)
            write (result, next, text.substr (at, next.length));
        else
            result += "\xef\xbf\xbd";

        at += next.length;
    }

    return result;
}

} // namespace

std::string validUtf8 (std::string_view text)
{
    return rewritten (text, [] (std::string& result, CodePoint, std::string_view bytes) { result += bytes; });
}

std::string cleanText (std::string_view text)
{
    return rewritten (text,
                      [] (std::string& result, CodePoint next, std::string_view bytes)
                      {
                          if (next.value < 0x20 || next.value == 0x7f)
                              result += ' ';
                          else
                              result += bytes;
                      });
}

} // namespace parlando
