#include "DefinitionJson.h"

#include "RecordFields.h"

namespace parlando
{
namespace
{

using Json = nlohmann::json;

constexpr std::size_t mostFunctions = 4096;

template <typename Value>
void put (Json& json, const char* name, const std::optional<Value>& value)
{
    if (value)
        json[name] = *value;
}

double doubleIn (const Json& json, const char* name)
{
    const auto& value = memberIn (json, name);

    if (! value.is_number())
        throw std::invalid_argument (std::string (name) + " is no number");

    return value.get<double>();
}

Json toJson (const TurnDetection& detection)
{
    Json json{{"start", static_cast<int> (detection.start)},
              {"end", static_cast<int> (detection.end)},
              {"interrupts", detection.interrupts}};
    put (json, "isOff", detection.isOff);

    if (detection.isLocal)
        json["isLocal"] = true;

    put (json, "patience", detection.patience);
    return json;
}

TurnDetection readDetection (const Json& json)
{
    TurnDetection detection;
    detection.start = enumIn (json, "start", Sensitivity::low);
    detection.end = enumIn (json, "end", Sensitivity::low);
    detection.interrupts = flagIn (json, "interrupts");
    detection.isOff = maybeIn<bool> (json, "isOff", flagIn);
    detection.isLocal = maybeIn<bool> (json, "isLocal", flagIn).value_or (false);
    detection.patience = maybeIn<std::int32_t> (json, "patience", wholeIn<std::int32_t>);
    return detection;
}

Json toJson (const AgentFunction& function)
{
    const auto& declared = function.declaration;
    Json json{{"name", declared.name},
              {"description", declared.description},
              {"parameters", declared.parameters},
              {"parametersJsonSchema", declared.parametersJsonSchema},
              {"response", declared.response},
              {"responseJsonSchema", declared.responseJsonSchema},
              {"isScheduled", function.isScheduled}};

    if (declared.behavior)
        json["behavior"] = static_cast<int> (*declared.behavior);

    return json;
}

AgentFunction readFunction (const Json& json)
{
    const auto any = [&json] (const char* name) { return json.value (name, Json()); };
    AgentFunction function;
    auto& declared = function.declaration;
    declared.name = wordsIn (json, "name");
    declared.description = wordsIn (json, "description");
    declared.parameters = any ("parameters");
    declared.parametersJsonSchema = any ("parametersJsonSchema");
    declared.response = any ("response");
    declared.responseJsonSchema = any ("responseJsonSchema");
    function.isScheduled = flagIn (json, "isScheduled");

    if (json.contains ("behavior"))
        declared.behavior = enumIn (json, "behavior", Behavior::nonBlocking);

    return function;
}

} // namespace

Json toJson (const AgentDefinition& agent)
{
    Json json{{"model", agent.model},
              {"voice", agent.voice},
              {"language", agent.language},
              {"instructions", agent.instructions},
              {"thinking", static_cast<int> (agent.thinking)},
              {"turnDetection", toJson (agent.turnDetection)},
              {"own", agent.own},
              {"functions", Json::array()}};
    put (json, "temperature", agent.temperature);
    put (json, "transcribesPerson", agent.transcribesPerson);
    put (json, "transcribesAgent", agent.transcribesAgent);
    put (json, "forgets", agent.forgets);

    for (const auto& function : agent.functions)
        json["functions"].push_back (toJson (function));

    return json;
}

AgentDefinition readAgentDefinition (const Json& json)
{
    AgentDefinition agent;
    agent.model = wordsIn (json, "model");
    agent.voice = wordsIn (json, "voice");
    agent.language = wordsIn (json, "language");
    agent.instructions = wordsIn (json, "instructions");
    agent.thinking = enumIn (json, "thinking", ThinkingLevel::high);
    agent.turnDetection = readDetection (memberIn (json, "turnDetection"));
    agent.own = memberIn (json, "own");
    agent.temperature = maybeIn<double> (json, "temperature", doubleIn);
    agent.transcribesPerson = maybeIn<bool> (json, "transcribesPerson", flagIn);
    agent.transcribesAgent = maybeIn<bool> (json, "transcribesAgent", flagIn);
    agent.forgets = maybeIn<bool> (json, "forgets", flagIn);
    const auto& functions = memberIn (json, "functions");

    if (! functions.is_array() || functions.size() > mostFunctions)
        throw std::invalid_argument ("functions are no list");

    for (const auto& function : functions)
        agent.functions.push_back (readFunction (function));

    return agent;
}

} // namespace parlando
