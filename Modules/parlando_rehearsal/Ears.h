#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace parlando
{

/** Speech recognition as a session sees it: it never waits. The text of a finished utterance comes back later through
    RehearsalSession::heard(), with an empty text when nothing was understood. An abandoned utterance gives nothing. */
class Ears
{
public:
    virtual ~Ears() = default;

    /** Opens an utterance. `things` are what the person may want to set ("reverb", "filter cutoff"): a hint. */
    virtual void begin (std::uint64_t utterance, const std::vector<std::string>& things) = 0;

    /** Mono, 16 kHz. */
    virtual void append (std::uint64_t utterance, std::span<const std::int16_t> samples) = 0;

    virtual void finish (std::uint64_t utterance) = 0;
    virtual void abandonUtterance (std::uint64_t utterance) = 0;
};

} // namespace parlando
