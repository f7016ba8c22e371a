#pragma once

#include "Answers.h"
#include "TurnAudio.h"

#include <deque>
#include <optional>
#include <set>
#include <string>

namespace parlando
{

/** The turn that the agent is in the middle of: what is still to be spoken, what has been asked of the client. */
struct AgentTurn
{
    explicit AgentTurn (TurnAudio::Pace pace) : audio (pace) {}

    TurnAudio audio;
    std::deque<std::uint64_t> sentences; // asked of the voice, not back yet
    std::optional<PlannedCall> call;     // to be made when all is said
    std::set<std::string> awaited;       // ids of BLOCKING calls without an answer
    bool generationComplete = false;

    [[nodiscard]] bool hasSaidAll() const { return sentences.empty() && audio.isEmpty(); }
};

} // namespace parlando
