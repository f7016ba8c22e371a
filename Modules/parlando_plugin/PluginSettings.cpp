#include "PluginSettings.h"

#include <algorithm>
#include <stdexcept>

namespace parlando
{

namespace
{

using Json = nlohmann::json;

constexpr std::size_t longestName = 256;
constexpr std::size_t longestInstructions = 64 * 1024;
constexpr std::size_t mostTools = 64;
constexpr double hottest = 2.0;
constexpr double dearest = 1'000'000.0, mostTokens = 1'000'000'000.0;
constexpr const char* thinkingNames[]{"minimal", "low", "medium", "high"}; // from ThinkingLevel::minimal on

[[noreturn]] void refuse (const char* field, const char* what)
{
    throw std::invalid_argument (std::string ("The setting '") + field + "' " + what + ".");
}

void read (const Json& json, const char* field, std::size_t longest, std::string& value)
{
    const auto found = json.find (field);

    if (found == json.end())
        return;

    if (! found->is_string())
        refuse (field, "must be text");

    const auto& text = found->get_ref<const std::string&>();

    if (text.size() > longest)
        refuse (field, "is too long");

    value = text;
}

void readTemperature (const Json& json, std::optional<double>& value)
{
    const auto found = json.find ("temperature");

    if (found == json.end())
        return;

    if (! found->is_number() || found->get<double>() < 0.0 || found->get<double>() > hottest)
        refuse ("temperature", "must be a number from 0 to 2");

    value = found->get<double>();
}

void readTools (const Json& json, std::vector<std::string>& value)
{
    const auto found = json.find ("tools");

    if (found == json.end())
        return;

    if (! found->is_array() || found->size() > mostTools)
        refuse ("tools", "must be a list of names");

    value.clear();
    const auto known = builtInToolNames();

    for (const auto& name : *found)
    {
        if (! name.is_string() || std::find (known.begin(), known.end(), name.get<std::string>()) == known.end())
            refuse ("tools", "names a tool that this version does not have");

        value.push_back (name.get<std::string>());
    }
}

void readSensitivity (const Json& json, const char* field, Sensitivity& value)
{
    const auto found = json.find (field);

    if (found == json.end())
        return;

    if (*found != "high" && *found != "low")
        refuse (field, "must be high or low");

    value = *found == "high" ? Sensitivity::high : Sensitivity::low;
}

void readSwitch (const Json& json, const char* field, bool& value)
{
    const auto found = json.find (field);

    if (found == json.end())
        return;

    if (! found->is_boolean())
        refuse (field, "must be true or false");

    value = found->get<bool>();
}

void readTurnTaking (const Json& settings, TurnDetection& value)
{
    const auto json = settings.find ("turn_taking");

    if (json == settings.end())
        return;

    if (! json->is_object())
        refuse ("turn_taking", "must be an object");

    if (const auto patience = json->find ("patience_ms"); patience != json->end())
    {
        if (! patience->is_number_integer() || patience->get<double>() < PluginSettings::leastPatience ||
            patience->get<double>() > PluginSettings::mostPatience)
            refuse ("patience_ms", "must be a whole number of ms from 100 to 5000");

        value.patience = patience->get<std::int32_t>();
    }

    if (const auto detection = json->find ("detection"); detection != json->end())
    {
        if (*detection != "service" && *detection != "local")
            refuse ("detection", "must be service or local");

        value.isLocal = *detection == "local";
    }

    readSensitivity (*json, "start_sensitivity", value.start);
    readSensitivity (*json, "end_sensitivity", value.end);

    readSwitch (*json, "interrupts", value.interrupts);
}

void readCostCap (const Json& json, std::optional<double>& value)
{
    const auto found = json.find ("cost_cap");

    if (found == json.end())
        return;

    if (! found->is_number() || ! (found->get<double>() > 0.0) || found->get<double>() > dearest)
        refuse ("cost_cap", "must be a number above 0, at most 1000000");

    value = found->get<double>();
}

void readTokenCap (const Json& json, std::optional<std::int64_t>& value)
{
    const auto found = json.find ("token_cap");

    if (found == json.end())
        return;

    if (! found->is_number_integer() || found->get<double>() < 1.0 || found->get<double>() > mostTokens)
        refuse ("token_cap", "must be a whole number from 1 to 1000000000");

    value = found->get<std::int64_t>();
}

void readThinking (const Json& json, ThinkingLevel& value)
{
    const auto found = json.find ("thinking");

    if (found == json.end())
        return;

    const auto known = std::find (std::begin (thinkingNames), std::end (thinkingNames), *found);

    if (known == std::end (thinkingNames))
        refuse ("thinking", "must be minimal, low, medium or high");

    value = static_cast<ThinkingLevel> (known - std::begin (thinkingNames) + 1);
}

Json toJson (const TurnDetection& turns)
{
    auto json = Json::object();

    if (turns.isLocal)
        json["detection"] = "local";

    if (turns.patience)
        json["patience_ms"] = *turns.patience;

    if (turns.start != Sensitivity::unspecified)
        json["start_sensitivity"] = turns.start == Sensitivity::high ? "high" : "low";

    if (turns.end != Sensitivity::unspecified)
        json["end_sensitivity"] = turns.end == Sensitivity::high ? "high" : "low";

    if (! turns.interrupts)
        json["interrupts"] = false;

    return json;
}

} // namespace

PluginSettings usualSettings (const Provider& provider)
{
    PluginSettings settings;
    settings.model = provider.usualModel();
    return settings;
}

AgentDefinition toDefinition (const PluginSettings& settings)
{
    AgentDefinition agent;
    agent.model = settings.model;
    agent.voice = settings.voice;
    agent.language = settings.language;
    agent.instructions = settings.instructions;
    agent.temperature = settings.temperature;
    agent.thinking = settings.thinking;
    agent.turnDetection = settings.turnTaking;
    agent.transcribesPerson = agent.transcribesAgent = agent.forgets = true;
    return agent;
}

Json toJson (const PluginSettings& settings)
{
    Json json = {{"model", settings.model}, {"tools", settings.tools}};

    for (const auto& [name, value] : {std::pair ("voice", &settings.voice), std::pair ("language", &settings.language),
                                      std::pair ("instructions", &settings.instructions)})
        if (! value->empty())
            json[name] = *value;

    if (settings.temperature)
        json["temperature"] = *settings.temperature;

    if (settings.turnTaking != TurnDetection())
        json["turn_taking"] = toJson (settings.turnTaking);

    if (settings.costCap)
        json["cost_cap"] = *settings.costCap;

    if (settings.tokenCap)
        json["token_cap"] = *settings.tokenCap;

    if (settings.thinking != ThinkingLevel::unspecified)
        json["thinking"] = thinkingNames[static_cast<int> (settings.thinking) - 1];

    if (! settings.reconnects)
        json["reconnects"] = false;

    if (settings.continues)
        json["continues"] = true;

    if (settings.layout != ToolLayout())
        json["automation"] = toJson (settings.layout);

    if (settings.midi != MidiMap())
        json["midi"] = toJson (settings.midi);

    return json;
}

PluginSettings settingsFromJson (const Json& json, const Provider& provider)
{
    if (! json.is_object())
        throw std::invalid_argument ("The settings must be a JSON object.");

    auto settings = usualSettings (provider);
    read (json, "model", longestName, settings.model);
    read (json, "voice", longestName, settings.voice);
    read (json, "language", longestName, settings.language);
    read (json, "instructions", longestInstructions, settings.instructions);
    readTemperature (json, settings.temperature);
    readTools (json, settings.tools);
    readTurnTaking (json, settings.turnTaking);
    readCostCap (json, settings.costCap);
    readTokenCap (json, settings.tokenCap);
    readThinking (json, settings.thinking);
    readSwitch (json, "reconnects", settings.reconnects);
    readSwitch (json, "continues", settings.continues);

    if (const auto layout = json.find ("automation"); layout != json.end())
        settings.layout = layoutFromJson (*layout, UnknownMembers::passedOver);

    if (const auto midi = json.find ("midi"); midi != json.end())
        settings.midi = midiMapFromJson (*midi);

    const auto voices = provider.voices();
    const auto isOffered = std::any_of (voices.begin(), voices.end(),
                                        [&] (const OfferedVoice& voice) { return voice.name == settings.voice; });

    if (! settings.voice.empty() && ! isOffered)
        refuse ("voice", "names a voice that the service does not have");

    return settings;
}

} // namespace parlando
