#pragma once

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace parlando
{

/** One argument of a declared function, read from `parameters` or `parametersJsonSchema`. */
struct DeclaredParameter
{
    std::string name;
    std::string type; // lower case: "string", "number", "integer", ...
    std::string description;
    std::vector<std::string> choices; // the enum's values
    std::optional<double> maximum;
    bool required = false;

    [[nodiscard]] bool isNumber() const { return type == "number" || type == "integer"; }
};

/** A function that the client offers. */
struct DeclaredFunction
{
    std::string name;
    std::string description;
    bool blocking = true; // also when the client does not say (protocol section 4.6)
    std::vector<DeclaredParameter> parameters;

    [[nodiscard]] const DeclaredParameter* firstOfType (bool number) const;
};

/** All functions of a checked `tools` list; other kinds of tool are left out. */
[[nodiscard]] std::vector<DeclaredFunction> readDeclaredFunctions (const nlohmann::json& tools);

/** What a person may want to set by voice, in words: taken from the names of functions with a number parameter and from
    the choices of their text parameters ("set_reverb_mix" gives "reverb mix"). */
[[nodiscard]] std::vector<std::string> settableThings (const std::vector<DeclaredFunction>& functions);

} // namespace parlando
