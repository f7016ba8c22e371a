#include "RehearsalAccess.h"

#include "RequestCheck.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace parlando
{

namespace detail_rehearsal_access
{
std::string percentDecoded (std::string_view text)
{
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i)
    {
        if (text[i] == '%' && i + 2 < text.size())
        {
            decoded += static_cast<char> (std::strtol (std::string (text.substr (i + 1, 2)).c_str(), nullptr, 16));
            i += 2;
        }
        else
            decoded += text[i];
    }
    return decoded;
}

std::string parameter (std::string_view query, std::string_view name)
{
    while (! query.empty())
    {
        const auto end = std::min (query.find ('&'), query.size());
        const auto item = query.substr (0, end);
        if (item.size() > name.size() && item.starts_with (name) && item[name.size()] == '=')
            return percentDecoded (item.substr (name.size() + 1));
        query.remove_prefix (std::min (end + 1, query.size()));
    }
    return {};
}

std::string header (const MessageServer::Request& request, const std::string& name)
{
    const auto found = request.headers.find (name);
    return found == request.headers.end() ? std::string() : found->second;
}

std::string versionOf (std::string_view path)
{
    constexpr std::string_view service = "google.ai.generativelanguage.";
    for (const std::string version : {"v1alpha", "v1beta", "v1"})
        for (const auto* method : {"BidiGenerateContent", "BidiGenerateContentConstrained"})
            for (const auto* start : {"/ws/", "//ws/"})
                if (path == start + std::string (service) + version + ".GenerativeService." + method)
                    return version;
    if (path == "/ws/google.cloud.aiplatform." + vertexVersion + ".LlmBidiService/BidiGenerateContent")
        return vertexVersion;
    return {};
}
} // namespace detail_rehearsal_access

RehearsalAccess RehearsalAccess::read (const MessageServer::Request& request)
{
    using namespace detail_rehearsal_access;
    const std::string_view target = request.target;
    const auto mark = std::min (target.find ('?'), target.size());
    const auto query = target.substr (std::min (mark + 1, target.size()));

    RehearsalAccess access{versionOf (target.substr (0, mark)), header (request, "x-goog-api-key")};
    if (access.credential.empty())
        access.credential = parameter (query, "key");
    if (access.credential.empty())
        access.credential = parameter (query, "access_token");
    for (const std::string scheme : {"Token ", "Bearer "})
        if (const auto token = header (request, "authorization");
            access.credential.empty() && token.starts_with (scheme))
            access.credential = token.substr (scheme.size());
    return access;
}

std::optional<Refusal> RehearsalAccess::check (const std::optional<std::string>& required) const
{
    if (! required)
        return std::nullopt;
    if (credential.empty())
        return Refusal{1008, "Method doesn't allow unregistered callers. Please use an API key."};
    if (! required->empty() && ! isSameSecret (credential, *required))
        return Refusal{1007, "API key not valid. Please pass a valid API key."};
    return std::nullopt;
}

} // namespace parlando
