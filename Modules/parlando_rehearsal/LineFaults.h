#pragma once

#include <parlando_realtime/parlando_realtime.h>

#include <cstdint>
#include <optional>
#include <string>

namespace parlando
{

/** What the network and the service do to a connection on request, for trying out what survives it. Times count from
    the connection's upgrade. */
struct LineFaults
{
    std::optional<Milliseconds> dropAfter;   /**< A TCP reset without a close frame (1006). */
    std::optional<Milliseconds> stallAfter;  /**< Half-open: nothing is read, answered or said any more. */
    std::optional<Milliseconds> goAwayAfter; /**< goAway is said; who stays is closed when `timeLeft` is over. */
    Milliseconds timeLeft{10'000};
    bool hidesTimeLeft = false; /**< goAway does not say it. */

    std::optional<Milliseconds> closeAfter; /**< A close frame with the next two; at 0 before any setup is answered. */
    int closeCode = 1011;
    std::string closeReason = "Internal error encountered.";

    /** What is said takes so long to leave, plus up to `jitter`; its order stays. */
    Milliseconds delay{}, jitter{};

    /** What the agent's voice is replaced by. */
    enum class Voice
    {
        normal,
        silence,
        tone /**< 400 Hz, unending. */
    };
    Voice voice = Voice::normal;

    /** What is said is held back and leaves all together, once in so long. */
    std::optional<Milliseconds> burst;

    int trickle = 0; /**< Bytes that leave in a second at the most; 0: any number. */

    double pace = 0.0; /**< The agent's voice leaves so many times faster than it is heard; 0: as usual, 3.5. */

    /** When the end of a turn is said; generationComplete is said when all of its voice has left. */
    enum class TurnEnd
    {
        played, /**< When all should have been heard. */
        sent,   /**< With generationComplete. */
        never
    };
    TurnEnd turnEnd = TurnEnd::played;

    bool refusesResume = false; /**< No handle is known. */
    int malformedEvery = 0;     /**< After so many messages one comes that cannot be read; 0: never. */
    std::size_t hugeBytes = 0;  /**< A message of so many bytes comes early on; 0: none. */
    int interruptedEvery = 0;   /**< After so many pieces of voice `interrupted` is said for nothing; 0: never. */
    bool repeatsTurns = false;  /**< What was said of a turn is said once more after its end. */

    /** What becomes of tool calls. */
    enum class Calls
    {
        normal,
        cancelled, /**< At once. */
        repeated   /**< Made twice, with the same id. */
    };
    Calls calls = Calls::normal;

    /** What is to happen now. */
    enum class Step
    {
        nothing,
        goAway,
        close,    /**< With `closeCode` and `closeReason`. */
        overstay, /**< A close with the code and words of the real service for who ignored goAway (section 3.10). */
        stall,
        drop
    };

    /** `age`: of the connection; `wasWarned`: goAway was said. */
    [[nodiscard]] Step next (Milliseconds age, bool wasWarned) const
    {
        if (dropAfter && age >= *dropAfter)
            return Step::drop;
        if (closeAfter && age >= *closeAfter)
            return Step::close;
        if (stallAfter && age >= *stallAfter)
            return Step::stall;
        if (goAwayAfter && ! wasWarned && age >= *goAwayAfter)
            return Step::goAway;
        if (goAwayAfter && age >= *goAwayAfter + timeLeft)
            return Step::overstay;
        return Step::nothing;
    }
};

} // namespace parlando
