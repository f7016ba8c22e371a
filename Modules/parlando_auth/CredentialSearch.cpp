#include "CredentialSearch.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <stdexcept>

namespace parlando
{

namespace detail_credential
{
static std::optional<std::string> lookUpProcessEnvironment (const char* name)
{
    const auto* const value = std::getenv (name);
    return value != nullptr ? std::optional<std::string> (value) : std::nullopt;
}

static Credential asKeyOrToken (std::string_view text) { return Credential (text); }

static FoundCredential take (std::string_view text, std::string source, const std::string& place,
                             Credential (*read) (std::string_view) = asKeyOrToken)
{
    FoundCredential found;
    found.source = std::move (source);

    try
    {
        found.credential = read (text);
    }
    catch (const std::invalid_argument& fault)
    {
        found.error = place + " cannot be used. " + fault.what();
    }

    return found;
}

static FoundCredential readFile (const std::string& path, const std::string& what = "The key file ",
                                 Credential (*read) (std::string_view) = asKeyOrToken)
{
    const auto refuse = [&] (int code)
    {
        FoundCredential found;
        found.source = path;
        found.error = what + path + " cannot be read (" + std::strerror (code) + "): check the path.";
        return found;
    };

    const std::unique_ptr<std::FILE, int (*) (std::FILE*)> file (std::fopen (path.c_str(), "rb"), std::fclose);
    if (file == nullptr)
        return refuse (errno);

    // Unbuffered: a stream's buffer would keep the key. Room for the mark, white space and one byte too many.
    std::setvbuf (file.get(), nullptr, _IONBF, 0);
    Secret room (std::string (Credential::maximumBytes + 1024, ' '));
    const auto bytes = room.bytesToFill();
    const auto length = std::fread (bytes.data(), 1, bytes.size(), file.get());

    if (std::ferror (file.get()) != 0)
        return refuse (errno);

    auto text = room.reveal().substr (0, length);
    if (text.starts_with ("\xef\xbb\xbf")) // written by an editor that marks UTF-8
        text.remove_prefix (3);

    return take (text, path, what + path, read);
}
} // namespace detail_credential

FoundCredential findCredential (const std::string& apiKeyFile)
{
    return findCredential (apiKeyFile, detail_credential::lookUpProcessEnvironment);
}

FoundCredential findCredential (const std::string& apiKeyFile, const EnvironmentLookup& lookUp)
{
    for (const auto* name : {"GOOGLE_API_KEY", "GEMINI_API_KEY"})
        if (const auto value = lookUp (name); value && ! detail_credential::trim (*value).empty())
            return detail_credential::take (*value, name, std::string ("The environment variable ") + name);

    return apiKeyFile.empty() ? FoundCredential() : detail_credential::readFile (apiKeyFile);
}

} // namespace parlando
