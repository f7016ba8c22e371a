#pragma once

#include "Transcript.h"

#include <nlohmann/json.hpp>

#include <string>

namespace parlando
{

/** An entry as toJsonText() writes it, its times in seconds from `start`. Any thread. */
nlohmann::json toJson (const TranscriptEntry&, Instant start);

/** What that wrote, within the limits of readTranscript(); its times count from Instant(). `place` names it in the
    sentence of the std::invalid_argument that anything else throws. */
TranscriptEntry readTranscriptEntry (const nlohmann::json&, const std::string& place);

} // namespace parlando
