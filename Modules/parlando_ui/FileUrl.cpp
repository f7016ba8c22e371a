#include "FileUrl.h"

namespace parlando
{
namespace
{

bool standsInUrl (char c) noexcept
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

} // namespace

std::string fileUrlOf (std::string_view path)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string url = "file://";

    for (const auto c : path)
    {
        if (standsInUrl (c))
        {
            url += c;
            continue;
        }

        const auto byte = static_cast<unsigned char> (c);
        url += '%';
        url += digits[byte >> 4];
        url += digits[byte & 15];
    }

    return url;
}

std::string uriListOf (const std::vector<std::string>& paths)
{
    std::string list;

    for (const auto& path : paths)
        list += fileUrlOf (path) + "\r\n";

    return list;
}

} // namespace parlando
