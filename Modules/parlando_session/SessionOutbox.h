#pragma once

#include "SessionEffect.h"

#include <parlando_provider/Wire.h>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parlando
{

/** Where a session's parts put what they want done, in the order in which it is to be done. Session thread. */
class SessionOutbox
{
public:
    /** It must outlive this. */
    explicit SessionOutbox (Wire& serviceWire) : wire (serviceWire) {}

    void add (SessionEffect effect) { effects.push_back (std::move (effect)); }
    void tell (SessionEvent event) { effects.emplace_back (effect::Tell{std::move (event)}); }
    void tellPiece (std::optional<TranscriptPiece>);
    void send (const ServiceCommand&);

    /** What a connection begins with. */
    void open (const Wire::Opening&, Wire::Events&);

    /** One message of the service, and what follows of it at once. */
    void read (std::string_view message, Wire::Events&);

    /** Of the person's microphone, mono. */
    void sendAudio (std::span<const std::int16_t>);

    /** Before an input is handled: what the last one wanted is done. */
    void clear() noexcept { effects.clear(); }
    std::span<SessionEffect> all() noexcept { return effects; }

    /** Bytes that have not left yet: as an input says, and what was given to be sent since. */
    std::size_t unsentBytes() const noexcept { return unsent; }
    void setUnsentBytes (std::size_t bytes) noexcept { unsent = bytes; }

    /** Anything was sent since this was asked last. */
    bool takeHasSent() noexcept { return std::exchange (hasSent, false); }

private:
    void sendMessages();

    Wire& wire;
    Wire::Messages messages;
    std::vector<SessionEffect> effects;
    std::size_t unsent = 0;
    bool hasSent = false;
};

} // namespace parlando
