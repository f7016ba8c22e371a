#pragma once

#include "DeclaredFunction.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace parlando
{

/** A function that the agent wants to be called, and what it will need for telling of the result. */
struct PlannedCall
{
    enum class Purpose
    {
        sum,     // subject: "seventeen times three"
        setting, // subject: "reverb"
        stop,    // nothing is said of the result
        other    // subject: the function's name in words
    };

    std::string function;
    nlohmann::json args = nlohmann::json::object();
    Purpose purpose = Purpose::other;
    std::string subject;
    std::string amount; // of a setting: "40 percent"
};

/** What the agent does with one turn of the person: it says the sentences, then makes the call. */
struct Answer
{
    std::vector<std::string> sentences;
    std::optional<PlannedCall> call;
};

/** What the agent remembers; a resumption handle brings it back. */
struct Recollection
{
    int turns = 0;
    std::string lastSaid;
    bool introduced = false;
};

/** The agent's mind: rules, no more. It calls what it was asked to call, tells a story, repeats itself, counts turns,
    and otherwise says back what it heard. Of an answer that was heard in part already it says the rest. */
[[nodiscard]] Answer answerTo (const std::string& heard, const std::vector<DeclaredFunction>& functions,
                               const Recollection& recollection);

/** What is said of a function's response. */
[[nodiscard]] std::vector<std::string> answerToResult (const PlannedCall& call, const nlohmann::json& response);

/** About a minute of story, by sentences. */
[[nodiscard]] const std::vector<std::string>& rehearsalStory();

} // namespace parlando
