#pragma once

#include "AutomationTools.h"
#include "MidiCommand.h"
#include "NotePlayer.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace parlando
{

/** play_notes, send_control_change and send_program_change; `ask`: each asks the person first. */
std::vector<std::shared_ptr<Tool>> makeMidiTools (NotePlayer&, bool ask, AutomationAccess);

/** "C4" or "60" is 60, middle C; "F#3", "Bb-1"; nothing for what is no pitch from 0 to 127. */
std::optional<std::uint8_t> pitchFrom (std::string_view);

/** The notes of a call of play_notes, or what the agent is told of them. The arguments must fit the tool's declaration:
    then what is left to be wrong are pitches and where the notes end. */
std::variant<std::vector<MidiCommand>, std::string> readNotes (const nlohmann::json& arguments);

} // namespace parlando
