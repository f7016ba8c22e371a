#pragma once

#include <nlohmann/json.hpp>

namespace parlando::gemini
{

/** A JSON Schema, as `parametersJsonSchema` takes it, in the subset of OpenAPI 3.0 that `parameters` takes (protocol
    section 2.5): types in upper case, null as `nullable`, `oneOf` and `allOf` of one as `anyOf`, `const` as an `enum`
    of one, references put in the place of their names. Words that the subset does not have are left out; so is what
    lies deeper than 32 levels or after 4,096 schemas, where a hostile one would grow without end. */
nlohmann::json toOpenApiSchema (const nlohmann::json& jsonSchema);

} // namespace parlando::gemini
