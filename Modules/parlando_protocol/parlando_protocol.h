/*******************************************************************************
 BEGIN_JUCE_MODULE_DECLARATION
  ID:                 parlando_protocol
  vendor:             Parlando
  version:            0.1.0
  name:               Parlando protocol
  description:        The messages of the Gemini Live protocol, their codec, and what each model takes
  license:            AGPL-3.0-or-later
  minimumCppStandard: 20
  dependencies:       parlando_text
  linuxPackages:      nlohmann_json
 END_JUCE_MODULE_DECLARATION
*******************************************************************************/
#pragma once

#include "Limits.h"

#include "Base64.h"

#include "Decoder.h"
#include "FunctionCall.h"
#include "GroundingMetadata.h"
#include "Part.h"
#include "ServerContent.h"
#include "ServerMessage.h"
#include "Transcription.h"
#include "UrlContextMetadata.h"
#include "UsageMetadata.h"

#include "AudioTranscriptionConfig.h"
#include "AvatarConfig.h"
#include "ClientMessage.h"
#include "Content.h"
#include "ContextWindowCompression.h"
#include "Encoder.h"
#include "FunctionDeclaration.h"
#include "FunctionResponse.h"
#include "GenerationConfig.h"
#include "RealtimeInput.h"
#include "RealtimeInputConfig.h"
#include "SafetySetting.h"
#include "Setup.h"
#include "SpeechConfig.h"
#include "ToolSet.h"

#include "Languages.h"
#include "Models.h"
#include "SetupProblems.h"
#include "Voices.h"
