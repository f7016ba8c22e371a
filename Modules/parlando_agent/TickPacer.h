#pragma once

#include <algorithm>
#include <chrono>
#include <optional>

namespace parlando
{

/** When the session thread should look at the capture ring again, which nobody may signal to it.

    It looks a little before the block that completes the next microphone frame is due, then again soon after. So it
    falls into step with the audio thread: a frame leaves about 1 ms after its last block instead of half a polling
    interval, with hardly more than one wake-up a frame.
*/
class TickPacer
{
public:
    using Duration = std::chrono::nanoseconds;

    static constexpr Duration early = std::chrono::microseconds (100); /**< By so much it creeps towards the block. */
    static constexpr Duration firstRetry = std::chrono::milliseconds (2); /**< Doubled while no frame comes. */
    static constexpr Duration longest = std::chrono::milliseconds (50);
    static constexpr Duration shortest = std::chrono::milliseconds (1);

    /** How long to wait after a look at the ring. `hasCaptured`: a frame was there. `untilFrame`: how long the audio
        thread takes from a block to the one that completes the next frame; none while nothing is captured. */
    Duration next (bool hasCaptured, std::optional<Duration> untilFrame)
    {
        if (! untilFrame)
        {
            retry = firstRetry;
            return idle;
        }

        if (! hasCaptured)
        {
            latest = retry;
            retry = std::min (2 * retry, idle);
            return latest;
        }

        // The block came at most `latest` ago. From far it is approached by halves.
        const auto step = latest > firstRetry ? latest / 2 : early;
        latest -= std::min (step, latest);
        retry = firstRetry;
        return std::clamp (*untilFrame - step, shortest, longest);
    }

private:
    static constexpr Duration idle = std::chrono::milliseconds (40);

    Duration retry = firstRetry;
    Duration latest{};
};

} // namespace parlando
