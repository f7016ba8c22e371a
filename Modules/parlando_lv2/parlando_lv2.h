/*******************************************************************************
 BEGIN_JUCE_MODULE_DECLARATION
  ID:               parlando_lv2
  vendor:           Parlando
  version:          0.1.0
  name:             Parlando LV2
  description:      The host's time in every block of an LV2
  license:          AGPL-3.0-or-later
  minimumCppStandard: 20
  dependencies:     parlando_realtime
 END_JUCE_MODULE_DECLARATION
*******************************************************************************/
#pragma once

#include "Lv2Clock.h"
#include "Lv2Position.h"
#include "Lv2PositionAtom.h"
#include "Lv2Sequence.h"
#include "Lv2TimeEvents.h"
