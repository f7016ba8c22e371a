#pragma once

#include <parlando_audio/AudioEngine.h>
#include <parlando_provider/Endpoint.h>
#include <parlando_session/parlando_session.h>

#include <nlohmann/json.hpp>

#include <chrono>
#include <string>

namespace parlando
{

/** No conversation lasts longer. */
inline constexpr auto longestRecord = std::chrono::hours (400 * 24);

/** How a recorded session and its output were made. */
struct RecordedOpening
{
    std::string provider; /**< Provider::name(). */
    Endpoint endpoint;    /**< Without its URL. */
    Session::Options session;
    AudioEngine::OutputPosition output;
    Milliseconds lead{}, mostWaiting{};
    Instant origin;
    bool hasVoice = false; /**< With its sounds. */
};

/** The first line of a record. Throws std::invalid_argument, with the end of a sentence, for anything else. */
RecordedOpening readRecordedOpening (const nlohmann::json&);

/** Both of which an output has: the rate in Hz and the block in samples. */
std::pair<int, int> readPrepared (const nlohmann::json&);

} // namespace parlando
