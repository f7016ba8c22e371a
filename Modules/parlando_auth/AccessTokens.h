#pragma once

#include "CredentialSearch.h"

#include <parlando_realtime/parlando_realtime.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

namespace parlando
{

/** Where OAuth access tokens come from: the output of a program, or a file that somebody keeps fresh. */
struct AccessTokenSource
{
    std::vector<std::string> command; /**< The program and its arguments; run without a shell. */
    std::string file;                 /**< Used where there is no command. */

    /** What the program gets of the environment beside what programEnvironment (ProgramPurpose::tokens) chooses: NAME
       or NAME=VALUE. */
    std::vector<std::string> passed{};

    bool isEmpty() const noexcept { return command.empty() && file.empty(); }

    /** What Google's own tool gives to whoever has signed in with it. */
    static AccessTokenSource gcloud() { return {{"gcloud", "auth", "print-access-token"}, {}}; }
};

/** Google's tokens live for an hour; an older one than this is asked for anew before it is used. */
inline constexpr Milliseconds accessTokenAge{45 * 60'000};

/** Asks for a token. Blocks: for up to 15 s, or until `isAbandoned` is true. */
FoundCredential fetchAccessToken (const AccessTokenSource&, const std::atomic<bool>& isAbandoned);

} // namespace parlando
