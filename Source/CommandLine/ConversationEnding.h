#pragma once

#include <parlando_session/parlando_session.h>

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace parlando
{

/** Follows a conversation from its events, to know whether all that was asked was answered. Main thread. */
class ConversationEnding
{
public:
    /** `linger`: how long nothing must happen before the conversation counts as over. */
    explicit ConversationEnding (Milliseconds linger) : patience (linger) {}

    void note (const SessionEvent&);

    /** A typed turn left for the agent, which now owes an answer. */
    void textSent (Instant when, const std::string& text);

    bool isReady() const noexcept { return readyAt.has_value(); }
    std::optional<Instant> ready() const noexcept { return readyAt; }

    /** The connection is gone: then silence means nothing. */
    bool isReconnecting() const noexcept { return reconnecting; }

    /** An answer was asked for and has not begun, or it has and is not complete. As the events tell, also of a session
        that is over. */
    bool isUnfinished() const noexcept { return answerOwed || turnOpen || reasoning || ! runningCalls.empty(); }

    /** The agent has begun to answer. */
    bool isAnswering() const noexcept { return turnOpen; }

    /** What was asked and not answered, for which the session has given up waiting: the typed turns, or "" for what was
        said. */
    const std::vector<std::string>& unanswered() const noexcept { return givenUp; }

    /** Until when nothing must happen to make it silence; `lastActivity` is the agent's. */
    Instant patienceEnds (Instant lastActivity) const;

private:
    void note (const TurnComplete&);

    Milliseconds patience;
    std::optional<Instant> readyAt;
    Instant lastText{};
    std::string lastAsked;
    bool answerOwed = false, turnOpen = false, reasoning = false, reconnecting = false;
    std::set<std::string> runningCalls;
    std::vector<std::string> givenUp;
};

} // namespace parlando
