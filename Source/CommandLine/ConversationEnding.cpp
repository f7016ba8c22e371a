#include "ConversationEnding.h"

#include <algorithm>
#include <variant>

namespace parlando
{

void ConversationEnding::note (const SessionEvent& event)
{
    if (const auto* ready = std::get_if<SessionReady> (&event))
    {
        readyAt = ready->when;
    }
    else if (std::holds_alternative<SessionReconnecting> (event))
    {
        reconnecting = true;
    }
    else if (std::holds_alternative<SessionResumed> (event))
    {
        reconnecting = false;
    }
    else if (std::holds_alternative<TurnStarted> (event))
    {
        turnOpen = true;
    }
    else if (const auto* complete = std::get_if<TurnComplete> (&event))
    {
        turnOpen = false;

        // The end of a turn that a typed turn cut short is no answer to it.
        if (! complete->interrupted)
            answerOwed = false;
    }
}

void ConversationEnding::textSent (Instant when)
{
    lastText = when;
    answerOwed = true;
}

Instant ConversationEnding::patienceEnds (Instant lastActivity) const
{
    return std::max ({lastActivity, lastText, readyAt.value_or (Instant{})}) + patience;
}

} // namespace parlando
