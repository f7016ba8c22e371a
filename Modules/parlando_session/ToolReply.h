#pragma once

#include <parlando_provider/Scheduling.h>

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace parlando
{

/** What came of a tool call. */
struct ToolReply
{
    std::string id; /**< Of the call that was given to run. */
    std::string name;
    nlohmann::json response; /**< Anything but an object is wrapped as `output` (C34). */
    bool isError = false;
    bool endsConversation = false;

    /** When the model is to take it up; sent where the model takes it, and the function was declared NON_BLOCKING
       (C36). A silent one asks for no answer. */
    std::optional<Scheduling> scheduling{};
};

} // namespace parlando
