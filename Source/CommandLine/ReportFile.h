#pragma once

#include "TalkOptions.h"

#include <parlando_agent/parlando_agent.h>

#include <string>

namespace parlando
{

/** How a conversation was asked for, as the `settings` of a report: what compares one run with another, and nothing
    that may hold a secret. */
nlohmann::json settingsOf (const TalkOptions&, const LiveAgent::Options&);

/** Writes the JSON of --report: the conversation's figures, `settings`, and what the process took up to now. Throws
    ConversationError. */
void writeReport (const std::string& path, const ConversationReport&, const nlohmann::json& settings, const Redactor&);

} // namespace parlando
