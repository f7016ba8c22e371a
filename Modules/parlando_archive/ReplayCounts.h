#pragma once

#include <nlohmann/json.hpp>

#include <array>
#include <cstdint>

namespace parlando
{

/** What there was in a session. */
struct ReplayCounts
{
    std::uint64_t turns = 0, words = 0, toolCalls = 0, interruptions = 0, connections = 0;
    std::uint64_t messages = 0;                         /**< To the service. */
    std::uint64_t samplesHeard = 0, samplesUnheard = 0; /**< Of the agent's voice, of turns that are over. */

    /** What came of one input: effects as a record has them, and messages of sound. */
    void add (const nlohmann::json& effects, std::uint64_t sounds);

private:
    void addEvent (const nlohmann::json&);

    std::array<bool, 2> isInWord{}; // of the agent, of the person
};

} // namespace parlando
