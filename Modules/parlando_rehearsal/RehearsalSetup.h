#pragma once

#include "DeclaredFunction.h"
#include "Refusal.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace parlando
{

/** What a session needs to know of the client's setup message, with the server's defaults filled in. */
struct RehearsalSetup
{
    std::string model;
    std::string voice; // empty: the model's own
    std::vector<DeclaredFunction> functions;

    bool inputTranscription = false;
    bool outputTranscription = false;

    bool automaticDetection = true;
    bool speechInterrupts = true;
    bool sensitiveStart = true;
    int prefixPaddingMs = 60; // our detector's own default: by energy alone, 20 ms would start at every click
    int silenceDurationMs = 800;

    bool resumption = false;
    std::string handle; // of the session to be resumed; empty for a new one

    bool historyFirst = false; // clientContent is history until one message has turnComplete
    bool contentAlways = true; // false: clientContent is taken as history alone (Gemini 3.1)
    std::int64_t promptTextTokens = 0;

    /** Reads a setup that ClientSchema has checked. `apiVersion` is only named in the refusal. */
    static std::optional<Refusal> read (const nlohmann::json& setup, const std::string& apiVersion,
                                        RehearsalSetup& out);
};

/** About four letters of text make a token. */
[[nodiscard]] std::int64_t textTokens (const std::string& text);

} // namespace parlando
