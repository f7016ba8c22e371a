#pragma once

#include <parlando_realtime/Instant.h>

#include <optional>

namespace parlando
{

/** How long somebody may be silent before what they say is taken to be over: learned from their own pauses. 600 ms at
    first, and from 350 to 1,500 ms. */
class LearnedPatience
{
public:
    /** Half as long again as the pauses that they make, by their exponential average. */
    [[nodiscard]] Milliseconds time() const;

    /** They went on after so long a silence. One of less than 200 ms lies within words, and does not count. */
    void paused (Milliseconds silence);

    /** They went on though it had been taken for the end: next time so long a silence is none. */
    void endedTooSoon (Milliseconds silence);

    /** Instead of what is learned; nothing: what is learned counts. */
    void set (std::optional<Milliseconds> chosen) noexcept { fixed = chosen; }

private:
    double average = 400.0; // ms
    std::optional<Milliseconds> fixed;
};

} // namespace parlando
