#pragma once

#include "MidiTrigger.h"

namespace parlando
{

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

/** Which MIDI does what. */
struct MidiMap
{
    static constexpr std::array<std::string_view, 7> actionNames{"talk",  "interrupt", "mute", "connect",
                                                                 "allow", "refuse",    "undo"};

    std::array<MidiTrigger, actionNames.size()> in{};

    bool operator== (const MidiMap&) const = default;
};

/** {"in": {"talk": {"note": 60, "channel": 1}, "mute": {"controller": 64}}}; what is not bound is left out. */
nlohmann::json toJson (const MidiMap&);

/** Names that are not known are passed over. Throws std::invalid_argument with one sentence for anything else. */
MidiMap midiMapFromJson (const nlohmann::json&);

} // namespace parlando
