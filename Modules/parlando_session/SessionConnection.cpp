#include "SessionConnection.h"

namespace parlando
{

namespace
{

/** How long a service that acknowledges nothing may take to refuse what it was told. */
constexpr auto longestPresumption = Milliseconds (3'000);

/** Before a hand-over: a moment that can wait waits so long, and what was prepared is good for so long. */
constexpr auto patienceWithPreparing = Milliseconds (2'000);
constexpr auto preparedFor = Milliseconds (15'000);

} // namespace

void SessionConnection::enter (ConnectionState next) { parlando::enter (current, next); }

void SessionConnection::open()
{
    enter (ConnectionState::opening);
    outbox.add (effect::Connect{});
}

void SessionConnection::opened (Instant deadline)
{
    enter (ConnectionState::settingUp);
    setupDeadline = deadline;
}

void SessionConnection::ready (Instant now, bool isPresumed)
{
    enter (ConnectionState::open);
    presumedUntil = isPresumed ? std::optional (now + longestPresumption) : std::nullopt;
}

SessionConnection::End SessionConnection::closed (Instant now)
{
    const auto was = current;
    const auto isPresumed = presumedUntil && now < *presumedUntil;
    preparing.reset();
    enter (ConnectionState::none);
    return {was, was == ConnectionState::open && ! isPresumed};
}

void SessionConnection::replace (Milliseconds farewell)
{
    preparing.reset();
    enter (ConnectionState::replaced);
    close (1000, farewell);
}

void SessionConnection::close (int code, Milliseconds farewell) { outbox.add (effect::Close{code, farewell}); }

void SessionConnection::prepare (Instant now)
{
    if (preparing && now - *preparing < preparedFor)
        return;

    preparing = now;
    outbox.add (effect::Prepare{});
    isPrepared = false; // the next tick says when it is
}

bool SessionConnection::mayReplace (Instant now) const noexcept
{
    return isPrepared || ! preparing || now - *preparing >= patienceWithPreparing;
}

void SessionConnection::reconnect (Instant now)
{
    if (current == ConnectionState::none && nextAttempt && now >= *nextAttempt)
    {
        nextAttempt.reset();
        open();
    }
    else if (isSetupOverdue (now))
    {
        // Its end is told as that of a connection that was lost.
        setupDeadline = Instant::max();
        close (1000);
    }
}

} // namespace parlando
