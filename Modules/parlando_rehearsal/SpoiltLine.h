#pragma once

#include "LineFaults.h"

#include <deque>
#include <optional>
#include <random>
#include <string>

namespace parlando
{

/** What one connection's messages go through on their way to the client: LineFaults' voice, delay and jitter. It sees
   no clock but the `now` it is given; server's thread. */
class SpoiltLine
{
public:
    /** `seed`: of the jitter. */
    SpoiltLine (LineFaults lineFaults, std::uint32_t seed) : faults (std::move (lineFaults)), random (seed) {}

    void push (Instant now, std::string message);

    /** The next message that leaves at `now`. */
    std::optional<std::string> next (Instant now);

private:
    struct Message
    {
        Instant due;
        std::string text;
    };

    std::string withOtherVoice (std::string message);

    LineFaults faults;
    std::mt19937 random;
    std::deque<Message> messages;
    std::uint64_t samples = 0; // of the tone
};

} // namespace parlando
