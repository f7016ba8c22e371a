#pragma once

#include <parlando_audio/VoicePlace.h>

#include <nlohmann/json.hpp>

namespace parlando
{

/** As a line of a journal has it, without its event: `turn`, `frame`, `sample` and `host`, an object with what the host
    told. Any thread. */
nlohmann::json toJson (const VoicePlace&);

/** The other way. What is missing in `host` the host did not tell. Throws std::invalid_argument where a member is of
    another kind, no finite number or out of any host's range. Any thread. */
VoicePlace voicePlaceFrom (const nlohmann::json& line);

} // namespace parlando
