#pragma once

#include <parlando_session/parlando_session.h>

#include <cstdint>
#include <optional>

namespace parlando
{

/** Follows a conversation from its events, to know when the agent is idle and when all has been said. Main thread. */
class ConversationEnding
{
public:
    /** `linger`: how long nothing must happen before the conversation counts as over. */
    explicit ConversationEnding (Milliseconds linger) : patience (linger) {}

    void note (const SessionEvent&);

    /** A typed turn left for the agent, which now owes an answer. */
    void textSent (Instant when);

    bool isReady() const noexcept { return readyAt.has_value(); }
    std::optional<Instant> ready() const noexcept { return readyAt; }

    /** No turn is open and no typed turn waits for its answer. */
    bool agentIsIdle() const noexcept { return ! turnOpen && ! answerOwed; }

    /** When the next typed turn may go at the latest, should the agent say nothing more; `lastActivity` is the agent's.
     */
    Instant patienceEnds (Instant lastActivity) const;

    /** True while the connection is gone: then silence means nothing. */
    bool isReconnecting() const noexcept { return reconnecting; }

private:
    Milliseconds patience;
    std::optional<Instant> readyAt;
    Instant lastText{};
    bool turnOpen = false;
    bool answerOwed = false;
    bool reconnecting = false;
};

} // namespace parlando
