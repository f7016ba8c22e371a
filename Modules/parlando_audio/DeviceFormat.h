#pragma once

#include "InputChannels.h"

#include <span>
#include <string_view>

namespace parlando
{

/** The sample rate at which a sound device is opened for speech, in Hz, of those that it has; 0 where it has none.

    `current` is what it runs at now, 0 where nobody knows: whoever else uses the device is not disturbed while that is
    44.1 kHz or more. Else it is 48 kHz, 44.1 kHz, the lowest above, and only then the highest below: a headset that
   also has 8 and 16 kHz does not sound like a telephone, and one that has nothing else is used at 16.
*/
[[nodiscard]] double rateForSpeech (std::span<const double> available, double current = 0.0) noexcept;

/** How many of a device's inputs are opened, so that `wanted` is among them, or anybody who speaks into any of them is
    heard. Of a device that only converts what another one gives (a sound server, ALSA's plugins: it has any number) the
    first two are enough. */
[[nodiscard]] int inputsToOpen (std::string_view deviceName, int available, InputChannels wanted = {});

} // namespace parlando
