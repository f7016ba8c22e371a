#pragma once

#include <parlando_agent/parlando_agent.h>

#include <string>
#include <vector>

namespace parlando
{

/** The figures of a conversation in a few lines for people; with `every`, also each turn's own. `prices`: the report's
    settings of that name. */
std::vector<std::string> summaryOf (const ConversationReport&, const nlohmann::json& prices, bool every);

} // namespace parlando
