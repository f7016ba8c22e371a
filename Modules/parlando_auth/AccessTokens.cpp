#include "AccessTokens.h"

#include "CommandOutput.h"
#include "CredentialReading.h"
#include "Redactor.h"

#include <stdexcept>

namespace parlando
{

namespace
{
static FoundCredential runForToken (const AccessTokenSource& asked, const std::atomic<bool>& isAbandoned)
{
    constexpr Milliseconds limit{15'000};
    const auto& command = asked.command;
    FoundCredential found;
    found.source = command.front();
    const auto output =
        outputOf (command, limit, isAbandoned, {}, programEnvironment (ProgramPurpose::tokens, asked.passed));

    if (! output.error.empty())
    {
        found.error = "There is no access token: " + Redactor().redact (output.error);
        return found;
    }

    return detail_credential::take (output.text.reveal(), command.front(), "What " + command.front() + " wrote",
                                    Credential::accessToken);
}
} // namespace

FoundCredential fetchAccessToken (const AccessTokenSource& source, const std::atomic<bool>& isAbandoned)
{
    if (! source.command.empty())
        return runForToken (source, isAbandoned);

    return detail_credential::readFile (source.file, "The token file ", Credential::accessToken);
}

} // namespace parlando
