#include "Commands.h"
#include "PrintableText.h"
#include "ServiceAccess.h"
#include "TalkSetup.h"

#include <cstdio>
#include <stdexcept>
#include <utility>

namespace parlando
{

namespace
{

gemini::EphemeralTokenRequest requestOf (const TokenOptions& options)
{
    gemini::EphemeralTokenRequest request;
    request.uses = options.uses;
    request.expiresIn = std::chrono::seconds (options.expiresIn);
    request.newSessionsWithin = std::chrono::seconds (options.newSessionsWithin);

    if (options.isLocked || ! options.lockedFields.empty())
    {
        auto fitted =
            gemini::fitToService (makeSetup (options.agent), gemini::apiVersionOf (endpointOf (options.agent.service)));

        for (const auto& change : fitted.changes)
            std::fprintf (stderr, "parlando: %s\n", printable (change).c_str());

        request.setup = std::move (fitted.setup);
    }

    request.lockedFields = options.lockedFields;
    return request;
}

} // namespace

ExitCode makeToken (const TokenOptions& options)
{
    const auto& service = options.agent.service;

    if (! service.vertex.empty())
        throw UsageError ("--vertex: Vertex has no ephemeral tokens; leave it out.");

    const auto found = keyOf (service);

    try
    {
        const auto token = gemini::makeEphemeralToken (endpointOf (service), found.credential, requestOf (options));
        std::printf ("%s\n", std::string (token.secret().reveal()).c_str());
        return ExitCode::success;
    }
    catch (const std::invalid_argument& problem)
    {
        throw UsageError (problem.what());
    }
    catch (const std::runtime_error& problem)
    {
        throw ConversationError (problem.what());
    }
}

} // namespace parlando
