#include "Commands.h"
#include "PrintableText.h"
#include "SoundDevices.h"

#include <cstdio>
#include <string>

namespace parlando
{
namespace
{

std::string ratesOf (const SoundDevice& device)
{
    std::string text;

    for (const auto rate : device.sampleRates)
        text += (text.empty() ? "" : " ") + std::to_string (static_cast<long> (rate));

    return text.empty() ? "rates unknown (in use, or not answering)" : text + " Hz";
}

std::string channelsOf (const SoundDevice& device)
{
    // Any number: a converter's.
    if (device.channels <= 0 || device.channels > 64)
        return {};

    return (device.channels == 1 ? std::string ("1 channel") : std::to_string (device.channels) + " channels") + ", ";
}

} // namespace

ExitCode listDevices()
{
    const auto devices = findSoundDevices();

    for (const bool input : {true, false})
    {
        std::printf ("%s\n", input ? "Microphones (--input-device)" : "Speakers (--output-device)");
        bool any = false;

        for (const auto& device : devices)
        {
            if (device.isInput != input)
                continue;

            any = true;
            std::printf ("  %s: %s%s\n      %s\n", device.system.c_str(), printable (device.name).c_str(),
                         device.isDefault ? " (default)" : "", (channelsOf (device) + ratesOf (device)).c_str());
        }

        if (! any)
            std::printf ("  none\n");
    }

    return ExitCode::success;
}

} // namespace parlando
