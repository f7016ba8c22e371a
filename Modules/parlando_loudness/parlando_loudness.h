/*******************************************************************************
 BEGIN_JUCE_MODULE_DECLARATION
  ID:                 parlando_loudness
  vendor:             Parlando
  version:            0.1.0
  name:               Parlando loudness
  description:        How loud a sound is, by libebur128
  license:            AGPL-3.0-or-later
  minimumCppStandard: 20
  dependencies:       parlando_text parlando_archive
  linuxPackages:      libebur128
 END_JUCE_MODULE_DECLARATION
*******************************************************************************/
#pragma once

#include "EburLoudness.h"
