/*******************************************************************************
 BEGIN_JUCE_MODULE_DECLARATION
  ID:                 parlando_session
  vendor:             Parlando
  version:            0.1.0
  name:               Parlando session
  description:        The conversation as a state machine without I/O, threads or clocks
  license:            AGPL-3.0-or-later
  minimumCppStandard: 20
  dependencies:       parlando_text parlando_realtime parlando_provider
 END_JUCE_MODULE_DECLARATION
*******************************************************************************/
#pragma once

#include "ActivityDetector.h"
#include "Backchannel.h"
#include "BargeIn.h"
#include "CallLedger.h"
#include "EventJson.h"
#include "Interaction.h"
#include "JsonMemory.h"
#include "LearnedPatience.h"
#include "LearnedTime.h"
#include "PersonVoice.h"
#include "PriceTable.h"
#include "Reconnection.h"
#include "Session.h"
#include "SessionEffect.h"
#include "SessionEvents.h"
#include "SessionInput.h"
#include "SessionTransitions.h"
#include "SpaceBetween.h"
#include "SpeechActivity.h"
#include "TokenUsage.h"
#include "Transcript.h"
#include "TranscriptJson.h"
#include "TranscriptWriter.h"
#include "TurnTracker.h"
#include "UsageMeter.h"
