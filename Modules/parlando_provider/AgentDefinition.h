#pragma once

#include "FunctionDeclaration.h"
#include "ThinkingLevel.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace parlando
{

class ToolRegistry;

/** High: what is looked for is found sooner, or more often. */
enum class Sensitivity
{
    unspecified, /**< The service's choice. */
    high,
    low
};

/** How the service finds out whose turn it is; what is not said is the service's choice. */
struct TurnDetection
{
    std::optional<bool> isOff;                    /**< The person's side marks when they speak. */
    std::optional<std::int32_t> patience;         /**< The silence that ends a turn, in ms. */
    Sensitivity start = Sensitivity::unspecified; /**< High: also soft speech counts. */
    Sensitivity end = Sensitivity::unspecified;   /**< High: a turn ends sooner. */
    bool interrupts = true;                       /**< The person's voice silences the agent. */

    /** Where the person's side marks: a detector beside the microphone says when they speak, whose patience adapts to
        them unless it is said. Else the level does, or who knows better (input::PersonActivity). */
    bool isLocal = false;

    bool operator== (const TurnDetection&) const = default;
};

/** A function that the agent may call, and how its answer comes. */
struct AgentFunction
{
    FunctionDeclaration declaration;

    /** The tool says when its answer is taken up (Scheduling): the model goes on meanwhile, where it can. */
    bool isScheduled = false;

    bool operator== (const AgentFunction&) const = default;
};

/** Who the agent is and what it may call: they change together. What is empty is left to `own`, and where that says
    nothing to the service. */
struct AgentDefinition
{
    std::string model; /**< By the provider's name for it; empty: its usual one. */
    std::string voice;
    std::string language;     /**< BCP 47. */
    std::string instructions; /**< The system instruction. */
    std::optional<double> temperature;
    ThinkingLevel thinking = ThinkingLevel::unspecified; /**< Counts where the model thinks. */
    TurnDetection turnDetection;
    std::optional<bool> transcribesPerson, transcribesAgent;

    /** What was said longest ago is forgotten once the model's memory is full, instead of the session's end. */
    std::optional<bool> forgets;

    /** In the provider's own words: a JSON object with what it takes beside this. What is said above goes first. Null
        for nothing. */
    nlohmann::json own;

    std::vector<AgentFunction> functions; /**< Beside those in `own`. */

    /** What `functions` declares, for who runs them: handed on, never looked into. */
    std::shared_ptr<const ToolRegistry> tools{};

    /** The service is told the same. */
    bool saysTheSameAs (const AgentDefinition& other) const
    {
        const auto all = [] (const AgentDefinition& agent)
        {
            return std::tie (agent.model, agent.voice, agent.language, agent.instructions, agent.temperature,
                             agent.thinking, agent.turnDetection, agent.transcribesPerson, agent.transcribesAgent,
                             agent.forgets, agent.own, agent.functions);
        };
        return all (*this) == all (other);
    }
};

} // namespace parlando
