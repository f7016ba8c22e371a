#pragma once

#include <parlando_realtime/parlando_realtime.h>

#include <algorithm>

namespace parlando
{

/** How much of a turn must be there before its playing starts or, after an underrun, goes on. It begins small, because
    it is delay; each underrun makes it larger, ten seconds of playing without one make it smaller again. */
class StartCushion
{
public:
    static constexpr Milliseconds smallest{20}, largest{400}, step{40};

    [[nodiscard]] Milliseconds length() const noexcept { return current; }

    void underrun() noexcept
    {
        current = std::min (current + step, largest);
        cleanSeconds = 0.0;
    }

    /** Sound that went out, in seconds of its own time. */
    void played (double seconds) noexcept
    {
        cleanSeconds += seconds;
        for (; cleanSeconds >= secondsPerStep; cleanSeconds -= secondsPerStep)
            current = std::max (current - step, smallest);
    }

private:
    static constexpr double secondsPerStep = 10.0;

    Milliseconds current = smallest;
    double cleanSeconds = 0.0;
};

} // namespace parlando
