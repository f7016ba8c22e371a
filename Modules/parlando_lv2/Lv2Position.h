#pragma once

#include <cstdint>
#include <optional>

namespace parlando
{

/** What a time:Position says, each value only where it is there and can be true. Trivially copyable. */
struct Lv2Position
{
    std::optional<std::int64_t> frame; /**< Samples on the host's timeline. */
    std::optional<double> speed;       /**< 1 as recorded, 0 stopped, below 0 backwards. */

    std::optional<std::int64_t> bar; /**< Counted from 0. */
    std::optional<double> barBeat;   /**< Beats of the meter since the bar began: eighths in 6/8. */
    std::optional<double> beat; /**< Since bar 0. LV2 means beats of the meter, JUCE reads and writes quarter notes. */

    std::optional<double> beatsPerBar;
    std::optional<std::int64_t> beatUnit; /**< 4 for a quarter note. */
    std::optional<double> beatsPerMinute; /**< Quarter notes, as hosts mean it in every meter. */
};

} // namespace parlando
