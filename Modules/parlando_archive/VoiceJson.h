#pragma once

#include <parlando_session/SessionInput.h>

#include <nlohmann/json.hpp>

namespace parlando
{

/** What a detector made of a frame, as numbers alone: there are fifty a second. */
nlohmann::json toJson (const input::MicrophoneFrame::Voice&);

/** What that wrote; throws std::invalid_argument for anything else. */
input::MicrophoneFrame::Voice readVoice (const nlohmann::json&);

} // namespace parlando
