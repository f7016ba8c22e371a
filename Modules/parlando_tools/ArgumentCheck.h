#pragma once

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace parlando
{

/** Checks a call's arguments against the part of JSON Schema that function declarations use: type (also a list of
   types, also in upper case, also with `nullable`), properties, required, enum, items, minimum, maximum, minLength,
   maxLength (in characters), minItems, maxItems, and additionalProperties when it is false. Other words are not looked
   at, and a schema that is not an object accepts everything.

    Returns a sentence that names the place, such as "args.bpm must be a number, but it is a string.", or nothing. */
std::optional<std::string> findArgumentFault (const nlohmann::json& args, const nlohmann::json& schema);

} // namespace parlando
