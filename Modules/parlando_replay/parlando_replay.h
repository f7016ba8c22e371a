/*******************************************************************************
 BEGIN_JUCE_MODULE_DECLARATION
  ID:                 parlando_replay
  vendor:             Parlando
  version:            0.1.0
  name:               Parlando replay
  description:        Kept takes of the agent's voice at their places on a host's timeline, without a network
  license:            AGPL-3.0-or-later
  minimumCppStandard: 20
  dependencies:       parlando_realtime parlando_text
  linuxLibs:          crypto FLAC ogg m
 END_JUCE_MODULE_DECLARATION
*******************************************************************************/
#pragma once

#include "ReplayMap.h"
#include "ReplayPiece.h"
#include "ReplayPlayer.h"
#include "SpokenSections.h"
#include "TakeFlac.h"
#include "TakeVoice.h"
