#pragma once

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace parlando
{

/** Whether the model waits for a function's response. */
enum class Behavior
{
    unspecified,
    blocking,
    nonBlocking
};

/** What the model may call, protocol section 2.5. A schema that is null is absent. */
struct FunctionDeclaration
{
    std::string name; /**< Letter or `_`, then letters, digits and `_ . : -`; at most 64. */
    std::string description;
    nlohmann::json parameters;           /**< OpenAPI subset, upper-case types; not with parametersJsonSchema. */
    nlohmann::json parametersJsonSchema; /**< JSON Schema. */
    nlohmann::json response;             /**< As `parameters`; not with responseJsonSchema. */
    nlohmann::json responseJsonSchema;
    std::optional<Behavior> behavior; /**< Absent: the model's ModelCapabilities::defaultBehavior is sent (C37). */

    bool operator== (const FunctionDeclaration&) const = default;
};

} // namespace parlando
