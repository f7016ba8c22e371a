#pragma once

#include "Content.h"

#include <parlando_provider/Scheduling.h>

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace parlando::gemini
{

/** The answer to one FunctionCall. */
struct FunctionResponse
{
    std::string id, name;                 /**< Of the call, byte for byte; an empty id is left out (Vertex). */
    nlohmann::json response;              /**< What is no object is sent as {"output": …} (C34). */
    std::optional<Scheduling> scheduling; /**< Only for NON_BLOCKING functions (C36). */
    bool willContinue = false;            /**< More answers to this id follow; only for NON_BLOCKING functions. */
    std::vector<ContentPart> parts;       /**< Media of the result. */
};

} // namespace parlando::gemini
