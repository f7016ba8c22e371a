#pragma once

#include "AppOptions.h"

#include <juce_audio_devices/juce_audio_devices.h>

namespace parlando
{

/** Opens audio devices, at most two channels each way: those of the command line, else the remembered ones, else the
   first that can be opened. ALSA's device that plays into nothing is never taken unasked: it runs as fast as the
   processor can. Message thread; opening may take seconds.

    Each returns an empty string, or one sentence that says what is wrong.
*/
juce::String openDevices (juce::AudioDeviceManager&, const AppOptions&, const juce::XmlElement* remembered);

/** Looks for devices anew and opens the remembered ones, else others. */
juce::String reopenDevices (juce::AudioDeviceManager&, const juce::XmlElement* remembered);

} // namespace parlando
