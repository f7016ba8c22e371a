#pragma once

#include "Scheduling.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace parlando
{

/** The one answer to one call, on its whole way from the tool that ran to the service. */
struct ToolAnswer
{
    std::string id, name;      /**< As the call had them, byte for byte (C34). */
    nlohmann::json response{}; /**< An object; a session wraps anything else as `output` (C34). */
    bool isError = false;
    bool endsConversation = false; /**< Once the agent has finished speaking. */

    /** When the model is to take it up; sent where the model takes it, and the function was declared NON_BLOCKING
       (C36). A silent one asks for no answer. */
    std::optional<Scheduling> scheduling{};
};

} // namespace parlando
