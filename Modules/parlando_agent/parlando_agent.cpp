#include "parlando_agent.h"

#include "Conversation.cpp"
#include "ConversationReport.cpp"
#include "LiveAgent.cpp"
#include "ReportCollector.cpp"
