/*******************************************************************************
 BEGIN_JUCE_MODULE_DECLARATION
  ID:               parlando_audio
  vendor:           Parlando
  version:          0.1.0
  name:             Parlando audio
  description:      The realtime callback, capture and playout
  license:          AGPL-3.0-or-later
  minimumCppStandard: 20
  dependencies:     parlando_realtime
  linuxPackages:    speexdsp
 END_JUCE_MODULE_DECLARATION
*******************************************************************************/
#pragma once

#include "AudioEngine.h"
#include "AudioSink.h"
#include "AudioSource.h"
#include "AudioStream.h"
#include "Capture.h"
#include "CaptureRing.h"
#include "ChannelActivity.h"
#include "ChannelStrip.h"
#include "ChannelWeights.h"
#include "Declick.h"
#include "DeviceFormat.h"
#include "DeviceWatch.h"
#include "Ducker.h"
#include "InputChannels.h"
#include "InputMix.h"
#include "InputNotice.h"
#include "LevelDetector.h"
#include "LevelMeter.h"
#include "LoudspeakerSum.h"
#include "PcmCodec.h"
#include "PeakLimiter.h"
#include "PlaceWriter.h"
#include "PlaybackHead.h"
#include "PlaybackRing.h"
#include "Playout.h"
#include "PlayoutEvent.h"
#include "PlayoutTurn.h"
#include "Ramp.h"
#include "RateChanges.h"
#include "Resampler.h"
#include "SaneSample.h"
#include "SideChainDucker.h"
#include "SmoothGain.h"
#include "StartCushion.h"
#include "StripControls.h"
#include "TalkChanges.h"
#include "TalkGate.h"
#include "TimelineVoice.h"
#include "VoiceLevel.h"
#include "VoiceLeveller.h"
#include "VoiceOutput.h"
#include "VoicePlace.h"
#include "WaitingVoice.h"
#include "WeightedPower.h"
