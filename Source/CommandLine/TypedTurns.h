#pragma once

#include "ConversationEnding.h"

#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace parlando
{

/** The turns given with --text, let go one after the other. Main thread. */
class TypedTurns
{
public:
    explicit TypedTurns (const std::vector<std::string>& texts) : waiting (texts.begin(), texts.end()) {}

    bool isEmpty() const noexcept { return waiting.empty(); }

    /** The next turn, once the agent owes nothing for the one before and has fallen silent, or has left it unanswered
        for as long as the ending's patience lasts. */
    std::optional<std::string> next (const ConversationEnding& ending, bool agentIsBusy, Instant lastActivity,
                                     Instant now)
    {
        if (waiting.empty() || ! ending.isReady() || agentIsBusy || ending.isReconnecting())
            return {};

        const bool unanswered = now >= ending.patienceEnds (lastActivity);

        if (! ending.agentIsIdle() && ! unanswered)
            return {};

        auto text = std::move (waiting.front());
        waiting.pop_front();
        return text;
    }

private:
    std::deque<std::string> waiting;
};

} // namespace parlando
