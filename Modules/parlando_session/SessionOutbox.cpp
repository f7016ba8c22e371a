#include "SessionOutbox.h"

namespace parlando
{

void SessionOutbox::send (const ClientMessage& message) { send (encode (message)); }

void SessionOutbox::sendAudio (std::span<const std::int16_t> audio)
{
    std::string json;
    appendRealtimeAudio (json, audio, microphoneRate);
    send (std::move (json));
}

void SessionOutbox::send (std::string json)
{
    hasSent = true;
    unsent += json.size();
    add (effect::Send{std::move (json)});
}

} // namespace parlando
