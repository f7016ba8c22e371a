#pragma once

#include "AutomationTools.h"
#include "NotePlayer.h"

#include <optional>
#include <string_view>

namespace parlando
{

/** play_notes, send_control_change and send_program_change; `ask`: each asks the person first. */
std::vector<std::shared_ptr<Tool>> makeMidiTools (NotePlayer&, bool ask, AutomationAccess);

/** "C4" or "60" is 60, middle C; "F#3", "Bb-1"; nothing for what is no pitch from 0 to 127. */
std::optional<std::uint8_t> pitchFrom (std::string_view);

} // namespace parlando
