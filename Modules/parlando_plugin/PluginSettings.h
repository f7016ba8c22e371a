#pragma once

#include <parlando_agent/parlando_agent.h>
#include <parlando_automation/parlando_automation.h>
#include <parlando_provider/Provider.h>

#include <optional>
#include <string>
#include <vector>

namespace parlando
{

/** What a project keeps of the agent beside the parameters. Neither the service's address nor a key is among it: a
    project from somebody else must not be able to send this machine's key anywhere. */
struct PluginSettings
{
    static constexpr int leastPatience = 100, mostPatience = 5000; /**< TurnDetection::patience, in ms. */

    std::string model;                                   /**< Empty: the provider's usual one. */
    std::string voice;                                   /**< Empty: the service's choice. */
    std::string language;                                /**< BCP 47; empty: the service's choice. */
    std::string instructions;                            /**< The system instruction; at most 64 kB. */
    std::optional<double> temperature;                   /**< 0 to 2. */
    ThinkingLevel thinking = ThinkingLevel::unspecified; /**< Counts where the model thinks; unspecified: its own. */
    std::vector<std::string> tools{"calculator", "stop_conversation"}; /**< Names of built-in tools. */
    TurnDetection turnTaking;             /**< Detection is on, but in push-to-talk mode. */
    std::optional<double> costCap;        /**< Where a conversation ends by itself, in the price table's currency. */
    std::optional<std::int64_t> tokenCap; /**< Likewise, in tokens. */
    bool reconnects = true;               /**< A conversation outlives its connections. */
    bool continues = false; /**< A conversation goes on with the words of the one before, in the same instance. */
    ToolLayout layout;      /**< What the agent may move. */
    MidiMap midi;           /**< Buttons and lamps by MIDI. */

    bool operator== (const PluginSettings&) const = default;
};

/** What a new instance begins with. */
PluginSettings usualSettings (const Provider&);

/** The agent that they make, without its tools. */
AgentDefinition toDefinition (const PluginSettings&);

/** Names as in the struct; what is empty is left out. */
nlohmann::json toJson (const PluginSettings&);

/** What is not said is as in usualSettings(), and unknown names are passed over. Throws std::invalid_argument with one
    sentence for wrong types, values out of range, unknown voices or tools. */
PluginSettings settingsFromJson (const nlohmann::json&, const Provider&);

} // namespace parlando
