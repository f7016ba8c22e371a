/*******************************************************************************
 BEGIN_JUCE_MODULE_DECLARATION
  ID:                 parlando_ui
  vendor:             Parlando
  version:            0.1.0
  name:               Parlando UI
  description:        The editor and the views that it is made of
  license:            AGPL-3.0-or-later
  minimumCppStandard: 20
  dependencies:       parlando_text parlando_provider parlando_audio parlando_session parlando_agent parlando_plugin juce_audio_processors juce_gui_basics
 END_JUCE_MODULE_DECLARATION
*******************************************************************************/
#pragma once

#include "AccountPanel.h"
#include "AgentPanel.h"
#include "ChoiceBox.h"
#include "ControlsList.h"
#include "ConversationItems.h"
#include "ConversationList.h"
#include "ConversationRow.h"
#include "DroppedFiles.h"
#include "FiguresBar.h"
#include "FileClipboard.h"
#include "FileDrag.h"
#include "FileUrl.h"
#include "FrameTimer.h"
#include "Icons.h"
#include "InterfaceSettings.h"
#include "KeyboardFocus.h"
#include "LevelMeterView.h"
#include "MainView.h"
#include "MessageBar.h"
#include "MixPanel.h"
#include "Palette.h"
#include "ParameterChoice.h"
#include "ParameterFollower.h"
#include "ParameterKnob.h"
#include "ParameterSwitch.h"
#include "ParlandoLook.h"
#include "PastList.h"
#include "PastPanel.h"
#include "PillView.h"
#include "PluginEditor.h"
#include "PresetsMenu.h"
#include "QuestionBar.h"
#include "RecordButton.h"
#include "RowPlaces.h"
#include "SaveDialog.h"
#include "SessionPanel.h"
#include "SettingsPage.h"
#include "SettingsPanel.h"
#include "SoundControls.h"
#include "SoundPanel.h"
#include "StateView.h"
#include "StateWords.h"
#include "TalkBar.h"
#include "TalkButton.h"
#include "ToolsMenu.h"
#include "ToolsPanel.h"
#include "TranscriptMenu.h"
#include "TurnActions.h"
#include "TurnHandle.h"
#include "TurnTakingPanel.h"
#include "TurnWords.h"
#include "Typefaces.h"
#include "WaveformView.h"
#include "WrappedText.h"
