// The declaration is read by the line.
// clang-format off
/*******************************************************************************
 BEGIN_JUCE_MODULE_DECLARATION
  ID:               parlando_rehearsal
  vendor:           Parlando
  version:          0.1.0
  name:             Parlando rehearsal
  description:      A local service that speaks the Gemini Live protocol and can be told to misbehave
  license:          AGPL-3.0-or-later
  minimumCppStandard: 20
  dependencies:     parlando_text parlando_realtime parlando_transport
  linuxPackages:    speexdsp
  linuxLibs:        ssl crypto pocketsphinx sphinxbase flite_cmu_us_slt flite_cmu_us_rms flite_cmu_us_awb flite_cmu_us_kal16 flite_usenglish flite_cmulex flite
 END_JUCE_MODULE_DECLARATION
*******************************************************************************/
// clang-format on
#pragma once

#include "AgentTurn.h"
#include "Answers.h"
#include "Base64.h"
#include "ClientSchema.h"
#include "CommandGrammar.h"
#include "DeclaredFunction.h"
#include "Ears.h"
#include "FaultFields.h"
#include "Hearing.h"
#include "HearingThread.h"
#include "LineFaults.h"
#include "LoopbackServer.h"
#include "MessageFaults.h"
#include "MessageServer.h"
#include "NumberWords.h"
#include "PersonAudio.h"
#include "RateConverter.h"
#include "Recogniser.h"
#include "Refusal.h"
#include "RehearsalAccess.h"
#include "RehearsalEffect.h"
#include "RehearsalService.h"
#include "RehearsalSession.h"
#include "RehearsalSetup.h"
#include "RequestCheck.h"
#include "ResumptionStore.h"
#include "Scenario.h"
#include "ServerMessages.h"
#include "Speaking.h"
#include "SpeakingThread.h"
#include "SpeechDetector.h"
#include "SpoiltLine.h"
#include "Synthesiser.h"
#include "TurnAudio.h"
#include "Voice.h"
#include "Words.h"
