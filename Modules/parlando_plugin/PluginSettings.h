#pragma once

#include <parlando_agent/parlando_agent.h>
#include <parlando_automation/parlando_automation.h>

#include <optional>
#include <string>
#include <vector>

namespace parlando
{

/** What a project keeps of the agent beside the parameters. Neither the service's address nor a key is among it: a
    project from somebody else must not be able to send this machine's key anywhere. */
struct PluginSettings
{
    std::string model{defaultModel};
    std::string voice;                                                 /**< Empty: the service's choice. */
    std::string language;                                              /**< BCP 47; empty: the service's choice. */
    std::string instructions;                                          /**< The system instruction; at most 64 kB. */
    std::optional<double> temperature;                                 /**< 0 to 2. */
    std::vector<std::string> tools{"calculator", "stop_conversation"}; /**< Names of built-in tools. */
    ToolLayout layout;                                                 /**< What the agent may move. */
    MidiMap midi;                                                      /**< Buttons and lamps by MIDI. */

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
