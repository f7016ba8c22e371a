#pragma once

#include <parlando_agent/ConversationReport.h>

#include <optional>
#include <string>

namespace parlando
{

/** The call played notes, as far as can be said without reading which. Message thread. */
bool hasPlayedNotes (const ToolCallReport&);

/** The notes of a call of play_notes as a Standard MIDI File of format 0 (RP-001): 960 ticks a quarter note, from the
    first beat on, with a tempo in quarter notes a minute (4 to 1,000; 120 for others), by which notes in ms are placed.
    Nothing where the call played none. Message thread. */
std::optional<std::string> noteFileOf (const ToolCallReport&, double tempo);

} // namespace parlando
