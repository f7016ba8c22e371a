#pragma once

#include <string>
#include <vector>

namespace parlando
{

/** One microphone or pair of speakers, as its audio system names it. */
struct SoundDevice
{
    std::string system; /**< Such as "ALSA", "JACK" or "CoreAudio". */
    std::string name;
    bool isInput = false;
    bool isDefault = false;
    std::vector<double> sampleRates; /**< Hz; empty where the device would not tell. */
    int channels = 0;                /**< As many as can be opened; 0 where the device would not tell. */
};

/** Everything that the machine's audio systems know. Opens devices for a moment to ask for their rates. */
std::vector<SoundDevice> findSoundDevices();

} // namespace parlando
