#pragma once

#include "SessionOutbox.h"
#include "SessionTransitions.h"

#include <parlando_realtime/parlando_realtime.h>

#include <optional>

namespace parlando
{

/** The one connection that a session has at a time, and the way to the next one. What is decided about it, it carries
    out. Session thread. */
class SessionConnection
{
public:
    /** A close must have ended within 2 s (C73). */
    static constexpr Milliseconds usualFarewell{1'900};

    /** It must outlive this. */
    explicit SessionConnection (SessionOutbox& sessionOutbox) : outbox (sessionOutbox) {}

    ConnectionState state() const noexcept { return current; }
    bool isOpen() const noexcept { return current == ConnectionState::open; }

    void open();

    /** It stands; the service is to be ready by `deadline`. */
    void opened (Instant deadline);
    bool isSetupOverdue (Instant now) const noexcept
    {
        return current == ConnectionState::settingUp && now >= setupDeadline;
    }

    /** The service is ready, or only presumed to be: then what it closes within 3 s counts as refused, until
        confirm(). */
    void ready (Instant now, bool isPresumed);
    void confirm() noexcept { presumedUntil.reset(); }

    /** It is gone. */
    struct End
    {
        ConnectionState was = ConnectionState::none;
        bool wasReady = false; /**< The service had taken the setup. */
    };
    End closed (Instant now);

    /** The next one opens once this is gone, which is given `farewell` for that: a service refuses a handle that is in
        use (C66). */
    void replace (Milliseconds farewell = usualFarewell);
    void close (int code, Milliseconds farewell = usualFarewell);

    /** With the way to the service prepared, the gap between two connections is shorter. */
    void prepare (Instant now);
    void setPrepared (bool isDone) noexcept { isPrepared = isDone; }

    /** What prepare() asked for is done, or has been waited for long enough. */
    bool mayReplace (Instant now) const noexcept;

    /** The next attempt. */
    void retryAt (Instant when) noexcept { nextAttempt = when; }

    /** Time goes by between two connections: the next attempt begins when it is due, and one whose setup is overdue is
        closed. */
    void reconnect (Instant now);

private:
    void enter (ConnectionState);

    SessionOutbox& outbox;
    ConnectionState current = ConnectionState::none;
    Instant setupDeadline{};
    std::optional<Instant> presumedUntil;
    std::optional<Instant> nextAttempt;
    std::optional<Instant> preparing; // since when
    bool isPrepared = false;
};

} // namespace parlando
