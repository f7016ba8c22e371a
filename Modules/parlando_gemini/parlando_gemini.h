/*******************************************************************************
 BEGIN_JUCE_MODULE_DECLARATION
  ID:                 parlando_gemini
  vendor:             Parlando
  version:            0.1.0
  name:               Parlando for Gemini
  description:        Gemini Live and Vertex as a provider: messages, codec, models, addresses, closes
  license:            AGPL-3.0-or-later
  minimumCppStandard: 20
  dependencies:       parlando_text parlando_realtime parlando_transport parlando_auth parlando_provider
  linuxPackages:      nlohmann_json
 END_JUCE_MODULE_DECLARATION
*******************************************************************************/
#pragma once

#include "Limits.h"


#include "Decoder.h"
#include "Part.h"
#include "ServerContent.h"
#include "ServerMessage.h"
#include "Transcription.h"

#include "AudioTranscriptionConfig.h"
#include "AvatarConfig.h"
#include "ClientMessage.h"
#include "Content.h"
#include "ContextWindowCompression.h"
#include "Encoder.h"
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
#include "SchemaConversion.h"
#include "SetupFitting.h"
#include "SetupProblems.h"
#include "Voices.h"

#include "CloseAdvice.h"
#include "EphemeralToken.h"
#include "GeminiDefinition.h"
#include "GeminiEndpoint.h"
#include "GeminiLive.h"
#include "ServiceComplaint.h"
#include "ServiceLists.h"
