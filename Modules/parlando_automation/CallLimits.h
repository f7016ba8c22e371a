#pragma once

#include "MoveRequest.h"

#include <parlando_realtime/parlando_realtime.h>

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace parlando
{

/** What a model that runs wild must not do to a mix: at most mostAlike calls that are the same in one turn, and at most
    mostMoves of one control in a second. One thread. */
class CallLimits
{
public:
    static constexpr int mostAlike = 3;
    static constexpr std::size_t mostMoves = 10, mostInTurn = 4096;
    static constexpr Milliseconds window{1000};

    /** Counts the call; a sentence where it must not be made. */
    std::optional<std::string> refuse (Instant now, std::uint64_t turn, const MoveRequest& request)
    {
        if (turn != currentTurn)
            callsInTurn.clear();

        currentTurn = turn;

        if (callsInTurn.size() >= mostInTurn)
            return "There were " + std::to_string (mostInTurn) + " calls in this turn already: make no more.";

        if (++callsInTurn[std::hash<std::string>() (request.call)] > mostAlike)
            return "This very call was made " + std::to_string (mostAlike) +
                   " times in this turn already: do not make it again.";

        for (const auto& target : request.targets)
        {
            auto& moved = moves[target.control];

            while (! moved.empty() && now - moved.front() >= window)
                moved.pop_front();

            if (moved.size() >= mostMoves)
                return "This control was moved " + std::to_string (mostMoves) +
                       " times within a second: wait, and use a ramp for movement.";
        }

        for (const auto& target : request.targets)
            moves[target.control].push_back (now);

        return {};
    }

private:
    std::uint64_t currentTurn = 0;
    std::map<std::size_t, int> callsInTurn; // by hash
    std::map<std::size_t, std::deque<Instant>> moves;
};

} // namespace parlando
