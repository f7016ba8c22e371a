#pragma once

#include <parlando_agent/parlando_agent.h>

#include <string>
#include <vector>

namespace parlando
{

/** The figures of a conversation in a few lines for people; with `every`, also each turn's own. */
std::vector<std::string> summaryOf (const ConversationReport&, bool every);

} // namespace parlando
