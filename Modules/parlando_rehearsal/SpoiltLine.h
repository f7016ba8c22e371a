#pragma once

#include "MessageFaults.h"

#include <cstddef>
#include <deque>
#include <optional>
#include <random>
#include <string>

namespace parlando
{

/** What one connection's messages go through on their way to the client: MessageFaults, then LineFaults' delay, jitter,
    trickle and burst. It sees no clock but the `now` it is given; server's thread. */
class SpoiltLine
{
public:
    /** `seed`: of the jitter. */
    SpoiltLine (LineFaults lineFaults, std::uint32_t seed)
        : faults (lineFaults), messageFaults (std::move (lineFaults)), random (seed)
    {
    }

    void push (Instant now, std::string message);

    /** The next message that leaves at `now`. */
    std::optional<std::string> next (Instant now);

private:
    struct Message
    {
        Instant due;
        std::string text;
    };

    [[nodiscard]] Instant dueOf (Instant now, std::size_t bytes);

    LineFaults faults;
    MessageFaults messageFaults;
    std::mt19937 random;
    std::deque<Message> messages;
    std::optional<Instant> began; // the bursts count from it
    Instant isFreeAt{};           // of what trickles
};

} // namespace parlando
