#pragma once

#include "Playout.h"
#include "VoiceLeveller.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>

namespace parlando
{

/** The agent's voice on its way into a Playout: as it came, or brought to a loudness. Session thread.

    With a target it waits here until the playout needs it, so that most of it is known before it gets louder or softer;
    what is heard first of a turn goes on at once all the same. Without one this adds nothing and changes no sample.
*/
class VoiceOutput
{
public:
    /** What goes into the playout, in order, and how many samples of it found no room there. */
    using Leaving =
        std::function<void (std::uint64_t turn, std::span<const std::int16_t>, int sampleRate, std::size_t refused)>;

    /** The playout must outlive it. */
    VoiceOutput (Playout&, Leaving);

    /** LUFS, from dual mono (WeightedPower); nothing: off. */
    void setTarget (std::optional<double> loudness) noexcept { leveller.setTarget (loudness); }

    /** How much the playout is kept ahead of what is heard; unless set, its lead and 10 ms. */
    void setAhead (Milliseconds wanted) noexcept { ahead = wanted; }

    // As those of Playout; what waits here counts as pushed.
    void play (std::uint64_t turn, std::span<const std::int16_t> samples, int sampleRate);
    void endTurn (std::uint64_t turn);
    void cutTurn (std::uint64_t turn, std::uint64_t from);
    void interrupt();
    void pump();

    /** Nothing is to come any more: what waits here goes into the playout. */
    void flush();

private:
    void leave (std::uint64_t turn, std::span<const std::int16_t> samples, int sampleRate);
    bool leaveNext (Milliseconds most, bool withTail);
    [[nodiscard]] Milliseconds needed() const noexcept;

    Playout& playout;
    const Leaving leaving;
    VoiceLeveller leveller;
    std::optional<Milliseconds> ahead;
};

} // namespace parlando
