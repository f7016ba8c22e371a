/*******************************************************************************
 BEGIN_JUCE_MODULE_DECLARATION
  ID:                 parlando_agent
  vendor:             Parlando
  version:            0.1.0
  name:               Parlando agent
  description:        A live conversation: session thread, audio, tools and figures wired together
  license:            AGPL-3.0-or-later
  minimumCppStandard: 20
  dependencies:       parlando_text parlando_realtime parlando_transport parlando_audio parlando_speech parlando_auth parlando_provider parlando_tools parlando_session
 END_JUCE_MODULE_DECLARATION
*******************************************************************************/
#pragma once

#include "AudioPatch.h"
#include "BlockClock.h"
#include "BlockPacer.h"
#include "CallList.h"
#include "CommandTool.h"
#include "ConversationHooks.h"
#include "ConversationOptions.h"
#include "ConversationReport.h"
#include "ConversationTap.h"
#include "LiveAgent.h"
#include "MicrophoneSpeech.h"
#include "RecentEntry.h"
#include "Redaction.h"
#include "ServiceProbe.h"
#include "SessionRecorder.h"
#include "TurnWaveforms.h"
