#pragma once

#include "ControlDefinition.h"
#include "MidiTrigger.h"

#include <parlando_tools/parlando_tools.h>

#include <array>
#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace parlando
{

/** A control with the name that never changes: "slot01" to "slot32", or the id of one of the plugin's own parameters.
 */
struct Control
{
    std::string id;
    ControlDefinition definition;

    bool operator== (const Control&) const = default;
};

/** An argument of a function that moves a control. */
struct BoundArgument
{
    std::string name, description;
    std::string control; /**< Control::id. */
    bool isRequired = true;

    bool operator== (const BoundArgument&) const = default;
};

/** A function that the model may call: each argument moves a control. */
struct BoundFunction
{
    std::string name, description;
    std::vector<BoundArgument> arguments;   /**< At most 16. */
    bool hasRamp = false;                   /**< The model may give the move a duration. */
    std::optional<Scheduling> scheduling{}; /**< Absent: silent. */

    bool operator== (const BoundFunction&) const = default;
};

/** What a person has set up for the agent to move: the source of all declarations, texts and limits. */
struct ToolLayout
{
    static constexpr std::size_t numSlots = 32;
    static constexpr std::size_t mostFunctions = 64, mostArguments = 16;
    static constexpr std::size_t largestFile = 256 * 1024;

    /** Parameters of the plugin itself that the agent may be allowed to move. */
    static constexpr std::array<std::string_view, 6> ownIds{"input_gain",  "voice_gain",      "dry_gain",
                                                            "duck_amount", "microphone_mute", "talk_mode"};

    std::string name; /**< Of the set, for people; may be empty. */
    std::array<ControlDefinition, numSlots> slots;
    std::map<std::string, ControlAccess, std::less<>> own; /**< By ownIds; what is absent is off. */
    std::vector<BoundFunction> functions;                  /**< Beside those that each named slot has. */
    bool tellsTransport = false;                           /**< The agent may ask for the host's tempo and place. */
    bool offersValues = false;                /**< The agent is told all values when a conversation begins. */
    ControlAccess notes = ControlAccess::off; /**< Whether the agent may play MIDI. */

    /** What goes on, told by MIDI when it changes: a note on and off, or 127 and 0 of a controller. */
    static constexpr std::array<std::string_view, 3> lampNames{"connected", "person_speaking", "agent_speaking"};
    std::array<MidiTrigger, lampNames.size()> lamps{};

    bool operator== (const ToolLayout&) const = default;
};

/** "slot01" for 0. */
std::string slotId (std::size_t index);

/** Slots without a name, and what is as by default, are left out. The same layout gives the same JSON. */
nlohmann::json toJson (const ToolLayout&);

/** Throws std::invalid_argument with one sentence for anything wrong: members that are not known, values out of range,
    names that the protocol does not allow, functions bound to slots without a name. */
ToolLayout layoutFromJson (const nlohmann::json&, UnknownMembers = UnknownMembers::refused);

/** The same from the text of a file. */
ToolLayout layoutFromText (std::string_view);

/** Reads a file of at most largestFile. Throws std::invalid_argument, naming the file. */
ToolLayout loadLayout (const std::filesystem::path&);

/** All slots in their order, then the plugin's own; `own` has these with the access that the layout gives. */
std::vector<Control> controlsOf (const ToolLayout&, std::vector<Control> own);

/** Every function that the layout makes: its own ones, and `set_…` for each slot with a name that the agent may move.
    A function of the layout's own takes the place of one with the same name. */
std::vector<BoundFunction> functionsOf (const ToolLayout&, const std::vector<Control>&);

/** "Reverb send (left)" gives "reverb_send_left"; nothing usable gives `otherwise`. */
std::string identifierFor (std::string_view name, std::string_view otherwise);

} // namespace parlando
