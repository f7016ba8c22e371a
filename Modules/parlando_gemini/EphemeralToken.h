#pragma once

#include "GeminiEndpoint.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace parlando::gemini
{

/** What an ephemeral token is good for (protocol section 1.4): it opens the Live API alone, so that the machine which
    talks needs no key. */
struct EphemeralTokenRequest
{
    int uses = 1;                               /**< Sessions that it may begin; 0: any number. Resuming is free. */
    std::chrono::seconds expiresIn{1800};       /**< Nothing is taken after it: 1 s to 20 h. */
    std::chrono::seconds newSessionsWithin{60}; /**< No session begins after it: 1 s to 20 h. */
    std::optional<Setup> setup;                 /**< What the token fixes. */
    std::vector<std::string> lockedFields; /**< The fields of `setup` that are fixed; none: all, and what the client
                                                sends is ignored. Such as generationConfig.temperature. */
};

/** The request as the service wants it; times count from `now`. */
nlohmann::json toJson (const EphemeralTokenRequest&, std::chrono::system_clock::time_point now);

/** Asks the service for a token. Blocks: for 15 s at most. Throws std::invalid_argument for a request that is out of
   range or a credential that is no API key, std::runtime_error with what went wrong; no sentence holds the key. */
Credential makeEphemeralToken (const Endpoint&, const Credential& apiKey, const EphemeralTokenRequest&);

} // namespace parlando::gemini
