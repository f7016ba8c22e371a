#include "parlando_agent.h"

#include "CommandTool.cpp"
#include "Conversation.cpp"
#include "ConversationReport.cpp"
#include "LiveAgent.cpp"
#include "ReportCollector.cpp"
#include "ServiceProbe.cpp"
#include "TurnWaveforms.cpp"
