#pragma once

#include <parlando_realtime/parlando_realtime.h>

#include <optional>
#include <string>

namespace parlando
{

/** What the network and the service do to every connection on request, for trying out what survives it. Times count
    from the connection's upgrade. */
struct LineFaults
{
    std::optional<Milliseconds> dropAfter;   /**< A TCP reset without a close frame (1006). */
    std::optional<Milliseconds> goAwayAfter; /**< goAway is said; who stays is closed when `timeLeft` is over. */
    Milliseconds timeLeft{10'000};

    /** What is to happen now. */
    enum class Step
    {
        nothing,
        goAway,
        close, /**< With the code and words of the real service for who ignored goAway (protocol section 3.10). */
        drop
    };

    /** `age`: of the connection; `wasWarned`: goAway was said. */
    [[nodiscard]] Step next (Milliseconds age, bool wasWarned) const
    {
        if (dropAfter && age >= *dropAfter)
            return Step::drop;
        if (goAwayAfter && ! wasWarned && age >= *goAwayAfter)
            return Step::goAway;
        if (goAwayAfter && age >= *goAwayAfter + timeLeft)
            return Step::close;
        return Step::nothing;
    }
};

} // namespace parlando
