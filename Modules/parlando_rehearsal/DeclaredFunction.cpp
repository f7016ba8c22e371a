#include "DeclaredFunction.h"

#include "Words.h"

#include <algorithm>

namespace parlando
{

namespace detail_declared_function
{
using nlohmann::json;

std::string textOf (const json& object, const char* key)
{
    const auto found = object.find (key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::string typeOf (const json& schema)
{
    auto type = textOf (schema, "type");
    // JSON Schema also takes a list, such as ["number", "null"].
    if (const auto found = schema.find ("type"); found != schema.end() && found->is_array())
        for (const auto& each : *found)
            if (each.is_string() && each != "null" && type.empty())
                type = each.get<std::string>();
    return toLower (type);
}

DeclaredParameter readParameter (const std::string& name, const json& schema, const json& required)
{
    DeclaredParameter parameter{.name = name,
                                .type = typeOf (schema),
                                .description = textOf (schema, "description"),
                                .choices = {},
                                .maximum = {},
                                .required = std::find (required.begin(), required.end(), name) != required.end()};
    if (const auto choices = schema.find ("enum"); choices != schema.end() && choices->is_array())
        for (const auto& choice : *choices)
            if (choice.is_string())
                parameter.choices.push_back (choice.get<std::string>());
    if (const auto maximum = schema.find ("maximum"); maximum != schema.end() && maximum->is_number())
        parameter.maximum = maximum->get<double>();
    return parameter;
}

// The order in which the client wrote them is lost in JSON objects; required ones come first, which is what callers
// want.
std::vector<DeclaredParameter> readParameters (const json& declaration)
{
    std::vector<DeclaredParameter> parameters, optionalOnes;
    for (const auto* key : {"parameters", "parametersJsonSchema"})
    {
        const auto schema = declaration.find (key);
        if (schema == declaration.end() || ! schema->is_object() || ! schema->contains ("properties"))
            continue;
        const auto required = schema->value ("required", json::array());
        for (const auto& [name, property] : (*schema)["properties"].items())
            if (property.is_object())
            {
                auto parameter = readParameter (name, property, required);
                (parameter.required ? parameters : optionalOnes).push_back (std::move (parameter));
            }
    }
    parameters.insert (parameters.end(), optionalOnes.begin(), optionalOnes.end());
    return parameters;
}

bool saysNothing (const std::string& word)
{
    static const std::vector<std::string> verbs{"set",       "change", "adjust", "move",  "get",     "control", "the",
                                                "parameter", "value",  "level",  "param", "percent", "name",    "to"};
    return std::find (verbs.begin(), verbs.end(), word) != verbs.end();
}

void addThing (std::vector<std::string>& things, const std::string& name)
{
    auto words = splitName (name);
    std::erase_if (words, saysNothing);
    const auto thing = joinWords (words);
    if (! thing.empty() && std::find (things.begin(), things.end(), thing) == things.end())
        things.push_back (thing);
}
} // namespace detail_declared_function

const DeclaredParameter* DeclaredFunction::firstOfType (bool number) const
{
    const auto found =
        std::find_if (parameters.begin(), parameters.end(),
                      [number] (const DeclaredParameter& p) { return number ? p.isNumber() : p.type == "string"; });
    return found == parameters.end() ? nullptr : &*found;
}

std::vector<DeclaredFunction> readDeclaredFunctions (const nlohmann::json& tools)
{
    using namespace detail_declared_function;
    std::vector<DeclaredFunction> functions;
    for (const auto& tool : tools)
        for (const auto& declaration : tool.value ("functionDeclarations", json::array()))
            functions.push_back ({.name = textOf (declaration, "name"),
                                  .description = textOf (declaration, "description"),
                                  .blocking = textOf (declaration, "behavior") != "NON_BLOCKING",
                                  .parameters = readParameters (declaration)});
    return functions;
}

std::vector<std::string> settableThings (const std::vector<DeclaredFunction>& functions)
{
    using namespace detail_declared_function;
    std::vector<std::string> things;
    bool anyName = false;
    for (const auto& function : functions)
    {
        if (function.firstOfType (true) == nullptr)
            continue;
        addThing (things, function.name);
        for (const auto& parameter : function.parameters)
        {
            if (parameter.name.starts_with ("ramp") || parameter.name.starts_with ("duration"))
                continue;
            anyName = anyName || (parameter.type == "string" && parameter.choices.empty());
            for (const auto& choice : parameter.choices)
                addThing (things, choice);
            if (parameter.isNumber())
                addThing (things, parameter.name);
        }
    }
    // A function that takes any name leaves open what is meant: what people set most on a track.
    if (anyName)
        for (const auto* usual : {"reverb", "delay", "volume", "gain", "pan", "tempo", "mix", "filter", "cutoff",
                                  "filter cutoff", "resonance", "drive", "attack", "release"})
            addThing (things, usual);
    return things;
}

} // namespace parlando
