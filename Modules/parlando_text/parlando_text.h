/*******************************************************************************
 BEGIN_JUCE_MODULE_DECLARATION
  ID:                 parlando_text
  vendor:             Parlando
  version:            0.1.0
  name:               Parlando text
  description:        Text by Unicode's rules, JSON of anybody's making, and files that are written whole
  license:            AGPL-3.0-or-later
  minimumCppStandard: 20
  dependencies:
  linuxPackages:      nlohmann_json
  linuxLibs:          utf8proc
 END_JUCE_MODULE_DECLARATION
*******************************************************************************/
#pragma once

#include "Utf8.h"

#include "CaseFolding.h"
#include "Graphemes.h"
#include "WordBoundaries.h"

#include "Lines.h"
#include "Revealed.h"
#include "TextPieces.h"

#include "Base64.h"
#include "JsonLimits.h"
#include "JsonReading.h"
