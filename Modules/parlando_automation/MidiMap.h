#pragma once

#include <nlohmann/json.hpp>

#include <array>
#include <cstdint>
#include <string_view>

namespace parlando
{

/** A note or a controller. Trivially copyable. */
struct MidiTrigger
{
    enum class Kind : std::uint8_t
    {
        none,
        note,
        controller
    };

    Kind kind = Kind::none;
    std::uint8_t channel = 0; /**< 1 to 16; 0: any, and 1 where it is sent. */
    std::uint8_t number = 0;  /**< 0 to 127. */

    bool operator== (const MidiTrigger&) const = default;
};

/** What a person can do without eyes and mouse. */
enum class MidiAction
{
    talk, /**< Held. */
    interrupt,
    mute,    /**< Each press toggles. */
    connect, /**< Each press toggles. */
    allow,   /**< The tool call that waits. */
    refuse,
    undo
};

/** What is told by MIDI, for lights to follow. */
enum class MidiLamp
{
    connected,
    personSpeaking,
    agentSpeaking
};

/** Which MIDI does what, and tells what. */
struct MidiMap
{
    static constexpr std::array<std::string_view, 7> actionNames{"talk",  "interrupt", "mute", "connect",
                                                                 "allow", "refuse",    "undo"};
    static constexpr std::array<std::string_view, 3> lampNames{"connected", "person_speaking", "agent_speaking"};

    std::array<MidiTrigger, actionNames.size()> in{};
    std::array<MidiTrigger, lampNames.size()> out{};

    bool operator== (const MidiMap&) const = default;
};

/** {"in": {"talk": {"note": 60, "channel": 1}, "mute": {"controller": 64}}, "out": {…}}; what is not bound is left out.
 */
nlohmann::json toJson (const MidiMap&);

/** Names that are not known are passed over. Throws std::invalid_argument with one sentence for anything else. */
MidiMap midiMapFromJson (const nlohmann::json&);

} // namespace parlando
