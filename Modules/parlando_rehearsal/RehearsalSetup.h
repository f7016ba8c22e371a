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

    bool historyFirst = false;     // clientContent is history until one message has turnComplete
    bool refusesAudio = false;     // affective dialog on Gemini 3.8
    bool takesUpdates = true;      // contextUpdate (Gemini 3.8 alone)
    bool takesEmptyContent = true; // clientContent without a turn (not Gemini 2.5)
    bool contentAlways = true;     // false: clientContent is taken as history alone (Gemini 3.1)
    std::int64_t promptTextTokens = 0;

    /** As Gemini 3.8 takes over new instructions and tools (protocol section 2.9). `update` has been checked. */
    std::optional<Refusal> update (const nlohmann::json& update);

    /** Reads a setup that ClientSchema has checked. `apiVersion` decides
        what the service knows. */
    static std::optional<Refusal> read (const nlohmann::json& setup, const std::string& apiVersion,
                                        RehearsalSetup& out);
};

/** About four letters of text make a token. */
[[nodiscard]] std::int64_t textTokens (const std::string& text);

} // namespace parlando
