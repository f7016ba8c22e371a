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
  dependencies:     parlando_realtime parlando_transport
  linuxPackages:    speexdsp
  linuxLibs:        ssl crypto pocketsphinx sphinxbase flite_cmu_us_slt flite_cmu_us_rms flite_cmu_us_awb flite_cmu_us_kal16 flite_usenglish flite_cmulex flite
 END_JUCE_MODULE_DECLARATION
*******************************************************************************/
// clang-format on
#pragma once

#include "MessageServer.h"
#include "LoopbackServer.h"
#include "Words.h"
#include "NumberWords.h"
#include "DeclaredFunction.h"
#include "Answers.h"
#include "Base64.h"
#include "Refusal.h"
#include "ClientSchema.h"
#include "RehearsalSetup.h"
#include "ServerMessages.h"
#include "SessionEffect.h"
#include "RateConverter.h"
#include "SpeechDetector.h"
#include "Ears.h"
#include "Voice.h"
#include "PersonAudio.h"
#include "TurnAudio.h"
#include "AgentTurn.h"
#include "ResumptionStore.h"
#include "RehearsalSession.h"
#include "CommandGrammar.h"
#include "Recogniser.h"
#include "Hearing.h"
#include "HearingThread.h"
#include "Synthesiser.h"
#include "Speaking.h"
#include "SpeakingThread.h"
#include "LineFaults.h"
#include "FaultFields.h"
#include "Scenario.h"
#include "MessageFaults.h"
#include "SpoiltLine.h"
#include "RehearsalAccess.h"
#include "RehearsalService.h"
