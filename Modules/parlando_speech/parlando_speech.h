/*******************************************************************************
 BEGIN_JUCE_MODULE_DECLARATION
  ID:               parlando_speech
  vendor:           Parlando
  version:          0.1.0
  name:             Parlando speech
  description:      A microphone beside a loudspeaker: echo, noise and voice
  license:          AGPL-3.0-or-later
  minimumCppStandard: 20
  dependencies:     parlando_realtime
  linuxPackages:    speexdsp
 END_JUCE_MODULE_DECLARATION
*******************************************************************************/
#pragma once

#include "AlignedReference.h"
#include "BargeInDetector.h"
#include "ClockDrift.h"
#include "DelayFinder.h"
#include "EchoAlignment.h"
#include "EchoCanceller.h"
#include "EchoLevel.h"
#include "FourierTransform.h"
#include "LinearEchoCanceller.h"
#include "SpeechFrame.h"
#include "SpeechProcessor.h"
#include "VoiceCleaner.h"
