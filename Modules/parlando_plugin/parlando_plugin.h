/*******************************************************************************
 BEGIN_JUCE_MODULE_DECLARATION
  ID:                 parlando_plugin
  vendor:             Parlando
  version:            0.1.0
  name:               Parlando plugin
  description:        The audio processor: buses, parameters, state and the conversation behind them
  license:            AGPL-3.0-or-later
  minimumCppStandard: 20
  dependencies:       juce_audio_processors parlando_text parlando_realtime parlando_provider parlando_transport parlando_audio parlando_auth parlando_image parlando_agent parlando_archive parlando_loudness parlando_replay parlando_automation
 END_JUCE_MODULE_DECLARATION
*******************************************************************************/
#pragma once

#include "AccessSearch.h"
#include "AccountDesk.h"
#include "AccountSettings.h"
#include "AutomationDesk.h"
#include "ConnectSwitch.h"
#include "ConversationDesk.h"
#include "ConversationKeeping.h"
#include "ConversationLog.h"
#include "ConversationNews.h"
#include "HostThread.h"
#include "KeepSettings.h"
#include "MessageClock.h"
#include "NoteFile.h"
#include "ParameterIds.h"
#include "PastListening.h"
#include "PictureSender.h"
#include "PluginParameters.h"
#include "PluginProcessor.h"
#include "PluginSettings.h"
#include "PluginState.h"
#include "Preset.h"
#include "ProjectTakes.h"
#include "RecordingView.h"
#include "RehearsalProgram.h"
#include "ServiceAccess.h"
#include "SettingsHistory.h"
#include "SettingsStore.h"
#include "SlotParameter.h"
#include "TakeAudition.h"
#include "TakeCollector.h"
#include "TakeDesk.h"
#include "TakeFiles.h"
#include "TakeLane.h"
#include "ToolGate.h"
#include "TurnExport.h"
