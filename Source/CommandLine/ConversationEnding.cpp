#include "ConversationEnding.h"

#include <algorithm>
#include <utility>
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
        answerOwed = false;
    }
    else if (const auto* complete = std::get_if<TurnComplete> (&event))
    {
        note (*complete);
    }
    else if (const auto* called = std::get_if<ToolCalled> (&event))
    {
        runningCalls.insert (called->call.id);
    }
    else if (const auto* answered = std::get_if<ToolAnswered> (&event))
    {
        runningCalls.erase (answered->id);
    }
    else if (const auto* fired = std::get_if<WatchdogFired> (&event))
    {
        using Action = WatchdogFired::Action;

        if (fired->action == Action::gaveUp || fired->action == Action::interrupted)
        {
            // What a service does again on the next connection is one answer that did not come.
            if (! lastAsked.empty() || givenUp.empty())
                givenUp.push_back (std::exchange (lastAsked, {}));

            answerOwed = turnOpen = reasoning = false;
        }
    }
}

void ConversationEnding::note (const TurnComplete& complete)
{
    turnOpen = false;
    reasoning = ! complete.idle;

    // The end of a turn that a typed turn cut short is no answer to it.
    if (! complete.interrupted)
    {
        answerOwed = false;
        lastAsked.clear();
    }
}

void ConversationEnding::textSent (Instant when, const std::string& text)
{
    lastText = when;
    lastAsked = text;
    answerOwed = true;
}

Instant ConversationEnding::patienceEnds (Instant lastActivity) const
{
    return std::max ({lastActivity, lastText, readyAt.value_or (Instant{})}) + patience;
}

} // namespace parlando
