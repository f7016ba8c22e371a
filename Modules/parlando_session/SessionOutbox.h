#pragma once

#include "SessionEffect.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace parlando
{

/** Where a session's parts put what they want done, in the order in which it is to be done. Session thread. */
class SessionOutbox
{
public:
    void add (SessionEffect effect) { effects.push_back (std::move (effect)); }
    void tell (SessionEvent event) { effects.emplace_back (effect::Tell{std::move (event)}); }
    void send (const ClientMessage&);

    /** Of the person's microphone: mono, 16 kHz. */
    void sendAudio (std::span<const std::int16_t>);

    /** Before an input is handled: what the last one wanted is done. */
    void clear() noexcept { effects.clear(); }
    std::span<SessionEffect> all() noexcept { return effects; }

    /** Bytes that have not left yet: as an input says, and what was given to be sent since. */
    std::size_t unsentBytes() const noexcept { return unsent; }
    void setUnsentBytes (std::size_t bytes) noexcept { unsent = bytes; }

    /** Anything was sent since this was asked last. */
    bool takeHasSent() noexcept { return std::exchange (hasSent, false); }

    static constexpr int microphoneRate = 16000;

private:
    void send (std::string json);

    std::vector<SessionEffect> effects;
    std::size_t unsent = 0;
    bool hasSent = false;
};

} // namespace parlando
