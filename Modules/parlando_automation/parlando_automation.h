/*******************************************************************************
 BEGIN_JUCE_MODULE_DECLARATION
  ID:                 parlando_automation
  vendor:             Parlando
  version:            0.1.0
  name:               Parlando automation
  description:        Tool calls as gestures on a host's parameters: slots, bindings, ramps, undo; no host in it
  license:            AGPL-3.0-or-later
  minimumCppStandard: 20
  dependencies:       parlando_text parlando_realtime parlando_provider parlando_tools
 END_JUCE_MODULE_DECLARATION
*******************************************************************************/
#pragma once

#include "AutomationTools.h"
#include "BoundCall.h"
#include "CallLimits.h"
#include "ChangeJournal.h"
#include "ControlDefinition.h"
#include "ControlPort.h"
#include "MidiCommand.h"
#include "MidiMap.h"
#include "MidiPanel.h"
#include "MidiTools.h"
#include "MidiTrigger.h"
#include "MoveDesk.h"
#include "MoveRequest.h"
#include "Moves.h"
#include "NotePlayer.h"
#include "ToolLayout.h"
#include "TransportReport.h"
