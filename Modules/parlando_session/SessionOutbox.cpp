#include "SessionOutbox.h"

namespace parlando
{

void SessionOutbox::tellPiece (std::optional<TranscriptPiece> piece)
{
    if (piece)
        tell (std::move (*piece));
}

void SessionOutbox::send (const ServiceCommand& command)
{
    wire.write (command, messages);
    sendMessages();
}

void SessionOutbox::open (const Wire::Opening& opening, Wire::Events& events)
{
    wire.open (opening, messages, events);
    sendMessages();
}

void SessionOutbox::read (std::string_view message, Wire::Events& events)
{
    wire.read (message, events, messages);
    sendMessages();
}

void SessionOutbox::sendAudio (std::span<const std::int16_t> audio)
{
    wire.writeAudio (audio, messages);
    sendMessages();
}

void SessionOutbox::sendMessages()
{
    for (auto& message : messages)
    {
        hasSent = true;
        unsent += message.size();
        add (effect::Send{std::move (message)});
    }

    messages.clear();
}

} // namespace parlando
