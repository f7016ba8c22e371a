#pragma once

#include "AppOptions.h"

#include <juce_audio_devices/juce_audio_devices.h>

namespace parlando
{

/** Opens audio devices, two outputs and all inputs that inputsToOpen() says: those of the command line, else the
   remembered ones, else the first that can be opened. ALSA's device that plays into nothing is never taken unasked: it
   runs as fast as the processor can. Message thread; opening may take seconds.

    Where no rate is asked for or remembered it is rateForSpeech()'s.

    Each returns an empty string, or one sentence that says what is wrong.
*/
juce::String openDevices (juce::AudioDeviceManager&, const AppOptions&, const juce::XmlElement* remembered);

/** What the devices that run now would be remembered as; nothing while none is open. */
std::unique_ptr<juce::XmlElement> runningDevices (const juce::AudioDeviceManager&);

/** Whether both name the same devices, whatever their rates and channels. */
bool areSameDevices (const juce::XmlElement&, const juce::XmlElement&);

/** Opens the devices that were chosen by name again, with the inputs and the rate that suit them. */
juce::String openSuitably (juce::AudioDeviceManager&, const juce::XmlElement& chosen);

/** Looks for devices anew and opens these and no others. */
juce::String reopenTheSame (juce::AudioDeviceManager&, const juce::XmlElement& running);

/** Looks for devices anew and opens the remembered ones, else others. */
juce::String reopenDevices (juce::AudioDeviceManager&, const juce::XmlElement* remembered);

} // namespace parlando
