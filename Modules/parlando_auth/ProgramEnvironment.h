#pragma once

#include <string>
#include <vector>

namespace parlando
{

/** What a program is started for, and with it which variables of the environment it gets. */
enum class ProgramPurpose
{
    own,    /**< A program of ours, or the keyring's: person, language, folders, desktop session, sound. */
    tool,   /**< Also the way to the network: proxies, certificates, the SSH agent. */
    tokens, /**< Also Google's settings: CLOUDSDK_*, GOOGLE_APPLICATION_CREDENTIALS, GOOGLE_CLOUD_* and the like. */
};

/** Whether it names a key of this service. No program gets these, whoever asks for it. */
bool isKeyVariable (const std::string& name);

/** The environment of such a program, each NAME=VALUE: a choice of this process's variables, then `added`: NAME passes
    that variable on where it is set, NAME=VALUE sets it. What a host adds for itself (LD_LIBRARY_PATH, PYTHONHOME) is
    left out, as are all others. Not thread-safe against setenv(). */
std::vector<std::string> programEnvironment (ProgramPurpose, const std::vector<std::string>& added = {});

} // namespace parlando
