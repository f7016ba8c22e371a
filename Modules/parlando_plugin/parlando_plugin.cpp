#include "parlando_plugin.h"

#include "ConversationDesk.cpp"
#include "PluginParameters.cpp"
#include "PluginProcessor.cpp"
#include "PluginSettings.cpp"
#include "PluginState.cpp"
#include "ServiceAccess.cpp"
#include "ToolGate.cpp"
