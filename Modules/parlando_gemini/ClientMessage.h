#pragma once

#include "Content.h"
#include "FunctionResponse.h"
#include "RealtimeInput.h"
#include "Setup.h"

#include <optional>
#include <variant>
#include <vector>

namespace parlando::gemini
{

/** Turns for the history. With turnComplete the model answers; without, it waits for more. */
struct ClientContent
{
    std::vector<Content> turns;
    bool turnComplete = true;
};

struct ToolResponse
{
    std::vector<FunctionResponse> functionResponses;
};

/** Changes a running session; what is absent stays. New in the protocol: models differ in it (section 2.9). */
struct ContextUpdate
{
    std::optional<Content> systemInstruction;
    std::optional<std::vector<ToolSet>> tools; /**< The whole list; an empty one clears it. */
};

/** What a client may send: exactly one of these a message (protocol section 2.1). */
using ClientMessage = std::variant<Setup, ClientContent, RealtimeInput, ToolResponse, ContextUpdate>;

} // namespace parlando::gemini
