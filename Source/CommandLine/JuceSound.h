#pragma once

#include <juce_audio_devices/juce_audio_devices.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace parlando
{

/** The audio systems of this machine in the order in which they are tried, their devices already looked for; of this
   name only, where one is given. */
std::vector<std::unique_ptr<juce::AudioIODeviceType>> soundSystems (const juce::String& only = {});

/** The device that is used when none is named: empty where there is none but ALSA's null device. */
juce::String defaultDevice (const juce::AudioIODeviceType&, bool input);

/** The names of all devices of a direction, once each. */
std::vector<std::string> deviceNames (const std::vector<std::unique_ptr<juce::AudioIODeviceType>>&, bool input);

/** The rates in Hz at which both devices run together; of one alone where the other has no name or does not tell. */
std::vector<double> commonRates (juce::AudioIODeviceType&, const juce::String& input, const juce::String& output);

/** The one device whose name is `wanted`, or, when there is just one, whose name contains it; nothing otherwise. */
std::optional<juce::String> matchDevice (const juce::AudioIODeviceType&, bool input, const std::string& wanted);

} // namespace parlando
