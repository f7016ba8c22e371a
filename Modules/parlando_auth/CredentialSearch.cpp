#include "CredentialSearch.h"

#include "CredentialReading.h"

#include <cstdlib>
#include <sys/stat.h>

namespace parlando
{

namespace
{
static std::optional<std::string> lookUpProcessEnvironment (const char* name)
{
    const auto* const value = std::getenv (name);
    return value != nullptr ? std::optional<std::string> (value) : std::nullopt;
}

static const char* variableWithKey (const EnvironmentLookup& lookUp)
{
    for (const auto* name : {"GOOGLE_API_KEY", "GEMINI_API_KEY"})
        if (const auto value = lookUp (name); value && ! detail_credential::trim (*value).empty())
            return name;

    return "";
}
} // namespace

std::string cautionAboutFile (const std::string& path, const std::string& what)
{
    constexpr mode_t others = S_IRWXG | S_IRWXO;
    struct stat status = {};

    if (::stat (path.c_str(), &status) != 0 || ! S_ISREG (status.st_mode) || (status.st_mode & others) == 0)
        return {};

    return what + path + " is open to others on this machine: run chmod 600 '" + path + "'.";
}

std::string variableWithKey() { return variableWithKey (lookUpProcessEnvironment); }

FoundCredential findCredential (const std::string& apiKeyFile)
{
    return findCredential (apiKeyFile, lookUpProcessEnvironment);
}

FoundCredential findCredential (const std::string& apiKeyFile, const EnvironmentLookup& lookUp)
{
    if (const std::string name = variableWithKey (lookUp); ! name.empty())
        return detail_credential::take (*lookUp (name.c_str()), name, "The environment variable " + name);

    return apiKeyFile.empty() ? FoundCredential() : detail_credential::readFile (apiKeyFile);
}

} // namespace parlando
