#pragma once

#include "ClientMessage.h"

#include <cstdint>
#include <span>
#include <string>

namespace parlando::gemini
{

/** The JSON text of a message: camelCase, nothing empty, no null (C27). Bytes in texts that are not UTF-8 are replaced
   by U+FFFD. */
std::string encode (const ClientMessage&);

/** Appends the JSON text of a realtimeInput with these samples (mono, `sampleRate` Hz): what encode() makes of it, but
    without a detour, since it is sent 50 times a second. Allocates only where `out` has too little capacity. */
void appendRealtimeAudio (std::string& out, std::span<const std::int16_t> samples, int sampleRate);

} // namespace parlando::gemini
