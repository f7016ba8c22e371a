#pragma once

#include "ProjectTakes.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <string>

namespace parlando
{

/** A take as a project's state has it; pieces are lists of `first`, `count`, `position`, `hostRate` and, where the host
    told them, `beats` and `tempo`. */
nlohmann::json toJson (const ProjectTake&);

/** The other way. Throws std::invalid_argument with one sentence for what toJson() did not write, and for what is out
   of range: also where it would lead out of the folder in which conversations are kept. */
ProjectTake takeFromJson (const nlohmann::json&);

/** What was chosen in a lane, by the number that its takes have in the same text. */
nlohmann::json toJson (std::uint64_t lane, const LaneChoice&);

/** The choices in a project's takes, by that number. Throws likewise. */
std::map<std::uint64_t, LaneChoice> laneChoicesIn (const nlohmann::json& project);

/** The list in a project's takes. Throws likewise. */
const nlohmann::json& takesIn (const nlohmann::json& project);

/** The sound in a project's takes, by hash: what the project says, nobody looked into it. Throws likewise. */
std::map<std::string, FlacBytes> voicesIn (const nlohmann::json& project);

} // namespace parlando
