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

    /** A sentence that its person should read, whether something was found or not: that others may read the file, or
       that a keyring did not answer. Never the secret. */
    std::string caution;
};

/** The value of an environment variable, or nothing. */
using EnvironmentLookup = std::function<std::optional<std::string> (const char* name)>;

/** Looks at GOOGLE_API_KEY, then GEMINI_API_KEY, then the file. A variable that is blank counts as absent. What is
   found first is used, or refused in `error`: nothing further is tried then. An empty path means no file.

    A file that others may read or change is used, with a caution: that they did cannot be undone by refusing it, and
    what mounts secrets for programs often lets everybody read them.

    Reads the environment and blocks on the file; a named pipe is as good as a file. Not thread-safe against setenv().
 */
FoundCredential findCredential (const std::string& apiKeyFile = {});

/** Tells that others on this machine may read or change a file, and how to close it; empty where they may not, and for
    what is no file: a pipe is nobody's for long. `what` begins the sentence. */
std::string cautionAboutFile (const std::string& path, const std::string& what = "The key file ");

/** The name of the environment's variable that findCredential() takes a key from; empty where there is none. */
std::string variableWithKey();

/** The same with another environment. */
FoundCredential findCredential (const std::string& apiKeyFile, const EnvironmentLookup&);

} // namespace parlando
