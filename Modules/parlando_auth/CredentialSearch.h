#pragma once

#include "Credential.h"

#include <functional>
#include <optional>
#include <string>

namespace parlando
{

/** Where a credential was found, or why none was. */
struct FoundCredential
{
    Credential credential; /**< Kind::none when nothing was found or something is wrong with it. */
    std::string
        source; /**< "GOOGLE_API_KEY", "GEMINI_API_KEY", or the path of the file; empty when nothing was found. */
    std::string error; /**< A sentence when the source that was looked at cannot be used; never the secret. */
};

/** The value of an environment variable, or nothing. */
using EnvironmentLookup = std::function<std::optional<std::string> (const char* name)>;

/** Looks at GOOGLE_API_KEY, then GEMINI_API_KEY, then the file. A variable that is blank counts as absent. What is
   found first is used, or refused in `error`: nothing further is tried then. An empty path means no file.

    Reads the environment and blocks on the file; a named pipe is as good as a file. Not thread-safe against setenv().
 */
FoundCredential findCredential (const std::string& apiKeyFile = {});

/** The same with another environment. */
FoundCredential findCredential (const std::string& apiKeyFile, const EnvironmentLookup&);

} // namespace parlando
