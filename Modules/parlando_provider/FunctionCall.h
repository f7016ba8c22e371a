#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace parlando
{

/** A piece of an argument that is streamed (Vertex, only when it was configured). */
struct PartialArgument
{
    std::string jsonPath;
    nlohmann::json value; /**< A bool, number, string, or null. */
    bool willContinue = false;

    bool operator== (const PartialArgument&) const = default;
};

/** A call that the model asks for. Name and arguments are untrusted (C86). */
struct FunctionCall
{
    std::string id;                                 /**< Empty on Vertex at times. */
    std::string name;                               /**< May be empty. */
    nlohmann::json args = nlohmann::json::object(); /**< Always an object (C29). */
    std::vector<PartialArgument> partialArgs;
    bool willContinue = false; /**< More of this call's arguments follow. */

    bool operator== (const FunctionCall&) const = default;
};

} // namespace parlando
