#pragma once

#include <parlando_agent/parlando_agent.h>
#include <parlando_automation/parlando_automation.h>

#include <optional>
#include <string>
#include <vector>

namespace parlando
{

/** How the service finds out whose turn it is; what is not said is the service's choice (protocol section 2.4). */
struct TurnTaking
{
    static constexpr int leastPatience = 100, mostPatience = 5000; // ms

    std::optional<int> patience; /**< How long a silence of the person's must be to end their turn, in ms. */
    StartSensitivity start = StartSensitivity::unspecified; /**< High: also soft speech counts. */
    EndSensitivity end = EndSensitivity::unspecified;       /**< High: a turn ends sooner. */
    bool interrupts = true;                                 /**< The person's voice silences the agent. */

    bool operator== (const TurnTaking&) const = default;
};

/** What a project keeps of the agent beside the parameters. Neither the service's address nor a key is among it: a
    project from somebody else must not be able to send this machine's key anywhere. */
struct PluginSettings
{
    std::string model{defaultModel};
    std::string voice;                                   /**< Empty: the service's choice. */
    std::string language;                                /**< BCP 47; empty: the service's choice. */
    std::string instructions;                            /**< The system instruction; at most 64 kB. */
    std::optional<double> temperature;                   /**< 0 to 2. */
    ThinkingLevel thinking = ThinkingLevel::unspecified; /**< Counts where the model thinks; unspecified: its own. */
    std::vector<std::string> tools{"calculator", "stop_conversation"}; /**< Names of built-in tools. */
    TurnTaking turnTaking;
    std::optional<double> costCap;        /**< Where a conversation ends by itself, in the price table's currency. */
    std::optional<std::int64_t> tokenCap; /**< Likewise, in tokens. */
    bool reconnects = true;               /**< A conversation outlives its connections. */
    bool continues = false; /**< A conversation goes on with the words of the one before, in the same instance. */
    ToolLayout layout;      /**< What the agent may move. */
    MidiMap midi;           /**< Buttons and lamps by MIDI. */

    bool operator== (const PluginSettings&) const = default;
};

/** The setup message that they make. */
Setup toSetup (const PluginSettings&);

/** Names as in the struct; what is empty is left out. */
nlohmann::json toJson (const PluginSettings&);

/** What is not said keeps its default, and unknown names are passed over. Throws std::invalid_argument with one
    sentence for wrong types, values out of range, unknown voices or tools. */
PluginSettings settingsFromJson (const nlohmann::json&);

} // namespace parlando
