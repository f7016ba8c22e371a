/*******************************************************************************
 BEGIN_JUCE_MODULE_DECLARATION
  ID:               parlando_realtime
  vendor:           Parlando
  version:          0.1.0
  name:             Parlando realtime
  description:      What crosses the edge of the audio thread, and what threads need to end well
  license:          AGPL-3.0-or-later
  minimumCppStandard: 20
 END_JUCE_MODULE_DECLARATION
*******************************************************************************/
#pragma once

#include "AudioClock.h"
#include "HostTransport.h"
#include "Instant.h"
#include "LatestValue.h"
#include "Loudspeaker.h"
#include "ModuleLifetime.h"
#include "Realtime.h"
#include "SpscQueue.h"
#include "SpscRing.h"
#include "ThreadChecker.h"
