#include "parlando_automation.h"

#include "AutomationTools.cpp"
#include "BoundCall.cpp"
#include "ControlDefinition.cpp"
#include "HostTransport.cpp"
#include "MoveDesk.cpp"
#include "Moves.cpp"
#include "ToolLayout.cpp"
