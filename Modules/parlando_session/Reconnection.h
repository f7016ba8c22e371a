#pragma once

#include <parlando_provider/CloseVerdict.h>
#include <parlando_provider/ServiceEvent.h>
#include <parlando_realtime/parlando_realtime.h>

#include <cstdint>
#include <optional>
#include <random>
#include <string>

namespace parlando
{

/** How a connection came to its end. */
struct ConnectionEnd
{
    int code = 1006;
    std::string reason;
    std::string error; /**< One sentence for people; empty after a normal close. */

    /** The other side refused us, and would again: an HTTP status such as 401 (C8). */
    bool isFinal = false;
};

/** When and how a session whose connection ends, or is about to, connects again: (now, event) in, decisions out.
    Session thread.

    A lost connection is replaced at once; what failed then is tried again after 0.5 s, doubled each time up to 5 s,
    ±20 %. Closes that many clients are given together add 5 to 100 ms to the first. What was tried in vain for 30 s,
    and a resumption that is refused, goes on as a new session, to which the history is told, every 30 s.
    So there are at most 12 attempts in the first minute. 30 s of a connection that stands make it all new; after
    five minutes of trying it is over (C69, C70), and so it is when the service closes three connections in a row with
    the same words as soon as they are ready (C100). A used-up quota is given 65 s, or as long as the service says
   (C71).
*/
class Reconnection
{
public:
    /** `seed`: of the jitter. */
    explicit Reconnection (std::uint32_t seed) : random (seed) {}

    /** What resumes the session; empty for a new one. Sent as it came (C63). */
    const std::string& handle() const noexcept { return resumptionHandle; }
    void setHandle (std::string handle) { resumptionHandle = std::move (handle); }

    /** How old connections of the service become, and whether only a session that can be resumed is handed over for
        that (AgentTraits). */
    void setLife (Milliseconds handOver, Milliseconds last, bool onlyResumable) noexcept
    {
        handOverAge = handOver;
        lastMoment = last;
        isResumedOnly = onlyResumable;
    }

    void take (Instant now, const service::GoingAway&);

    /** The service took the setup of a connection. */
    void ready (Instant now);

    /** Something of the person's goes to the service. */
    void noteInput (Instant now)
    {
        if (! inputSince)
            inputSince = now;
    }

    /** How welcome another connection would be. */
    enum class Moment
    {
        busy,      /**< Somebody speaks, or is owed an answer. */
        pause,     /**< The same, but just now between two words. */
        recording, /**< Nobody does, but the host records. */
        quiet
    };

    /** True when the connection is to be replaced now: in a quiet moment once the service has asked for it (C64) or the
        connection is as old as the service lets it become and the session can be gone on with; while the host records
       only in the last 15 s; in a pause shortly before the last moment, and at that in any. In a connection's first 10
       s only where the service says how long that may stay, and then less and less soon: it must not get a storm of
       connections. */
    bool isHandOverDue (Instant now, Moment) const;

    /** The service has asked for another connection, and the last moment for it is less than 5 s away. */
    bool isHandOverNear (Instant now) const;

    /** The last moment is there: nothing can be waited for any more. */
    bool isHandOverOverdue (Instant now) const;

    /** The connection is being replaced. */
    void handedOver (Instant now);

    /** A connection ended that nobody had closed. When to open the next one; nothing when that would not help.
        `wasReady`: the service had taken its setup. */
    std::optional<Instant> lost (Instant now, const ConnectionEnd&, const CloseVerdict&, bool wasReady);

    /** The last connection ended as those before it, as soon as it was ready (C100). */
    bool isRefusedAgainAndAgain() const noexcept { return timesRefused >= mostRefusals; }

    /** Attempts since the last stable connection. */
    int attempts() const noexcept { return tries; }

private:
    static constexpr int mostRefusals = 3;

    void noteStability (Instant now);
    void noteRefusal (Instant now, const ConnectionEnd&, CloseMeaning);
    Milliseconds nextDelay (Instant now, int closeCode);

    std::mt19937 random;
    std::string resumptionHandle;
    Milliseconds handOverAge{540'000}, lastMoment{570'000};
    bool isResumedOnly = true;
    std::optional<Instant> readySince;
    std::optional<Instant> inputSince;  // the first of the person's that this connection got
    std::optional<Instant> outageBegan; // the end of the last stable connection
    std::optional<Instant> gapBegan;    // the end of the last connection that was ready
    std::optional<Instant> handOverBy;  // the last moment, where the service has asked for it
    Instant::duration handOverPauses{}; // how long before that a pause is good enough
    bool isTimeTold = false;            // by service::GoingAway
    int youngHandOvers = 0;             // in a row, of connections in their first 10 s
    int tries = 0;
    int refusals = 0;        // of the setup, in a row
    bool wasRenewed = false; // the session, as the service closed a connection that was ready

    int refusalCode = 0; // of what was closed right after it was ready
    std::string refusalReason;
    int timesRefused = 0;
};

} // namespace parlando
