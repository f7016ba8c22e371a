#pragma once

#include "WireText.h"

#include <parlando_session/parlando_session.h>

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace parlando
{

/** An input with what it looks at. */
struct RecordedInput
{
    SessionInput input;
    std::string text;                  // of input::Message
    std::vector<std::int16_t> samples; // of input::MicrophoneFrame
};

/** What an input is called in a record, and what it holds without secrets; not for frames, ticks and messages. Times
   are in ns from `origin`. One thread. */
nlohmann::json toJson (const SessionInput&, Instant origin, WireDisguise&, const Redactor&);

/** What that wrote, and {"in": "message", …}; throws std::invalid_argument for anything else. `bytesLeft`: of sounds
   and pictures, as for wireMessageFrom(). */
RecordedInput readInput (const nlohmann::json&, Instant origin, std::size_t& bytesLeft);

/** An effect as what came of an input. Any thread with its own disguise. `now`: when it came. */
nlohmann::json toJson (const SessionEffect&, Instant now, Instant origin, WireDisguise&, const Redactor&);

} // namespace parlando
