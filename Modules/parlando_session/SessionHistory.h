#pragma once

#include "Transcript.h"

#include <parlando_provider/ServiceCommand.h>

#include <vector>

namespace parlando
{

/** What a new session is told of the old one: its last words as they were heard, the oldest first, at most 32 kB. */
std::vector<HistoryTurn> historyOf (const Transcript&);

} // namespace parlando
