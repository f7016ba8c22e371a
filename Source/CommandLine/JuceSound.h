#pragma once

#include <juce_audio_devices/juce_audio_devices.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace parlando
{

/** The audio systems of this machine in the order in which they are tried, their devices already looked for. */
std::vector<std::unique_ptr<juce::AudioIODeviceType>> soundSystems();

/** The device that is used when none is named: empty where there is none but ALSA's null device. */
juce::String defaultDevice (const juce::AudioIODeviceType&, bool input);

/** The names of all devices of a direction, once each. */
std::vector<std::string> deviceNames (const std::vector<std::unique_ptr<juce::AudioIODeviceType>>&, bool input);

/** The one device whose name is `wanted`, or, when there is just one, whose name contains it; nothing otherwise. */
std::optional<juce::String> matchDevice (const juce::AudioIODeviceType&, bool input, const std::string& wanted);

} // namespace parlando
