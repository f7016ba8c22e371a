#pragma once

#include "HistoryLimits.h"
#include "Transcript.h"

#include <string>
#include <vector>

namespace parlando
{

/** The conversation in texts that readTranscript() takes, the oldest first: one, as toJsonText() writes it, as long as
    that is not too large. Else all but the last are full to a half, so that the last one can be gone on with; ids begin
    anew in each, and a text of more than 256 kB is in several entries. Nothing is left out. */
std::vector<std::string> toHistoryTexts (const Transcript&, std::size_t mostBytes = HistoryLimits::bytes,
                                         std::size_t mostItems = HistoryLimits::items);

} // namespace parlando
