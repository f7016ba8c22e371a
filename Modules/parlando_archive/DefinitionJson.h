#pragma once

#include <parlando_provider/AgentDefinition.h>

#include <nlohmann/json.hpp>

namespace parlando
{

/** All that a definition says, but for who runs its functions. Any thread. */
nlohmann::json toJson (const AgentDefinition&);

/** What that wrote; throws std::invalid_argument for anything else. Any thread. */
AgentDefinition readAgentDefinition (const nlohmann::json&);

} // namespace parlando
