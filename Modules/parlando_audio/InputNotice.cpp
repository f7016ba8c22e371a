#include "InputNotice.h"

namespace parlando
{

std::string describe (const InputNotice& notice)
{
    const auto channel = std::to_string (notice.channel), all = std::to_string (notice.channels);
    const auto loss = std::to_string (notice.loss) + " dB";

    switch (notice.kind)
    {
        case InputNotice::Kind::outOfPhase:
            return "The channels of the input cancel each other (a mix of them loses " + loss +
                   "), so the agent hears channel " + channel + " alone; check the polarity, or choose a channel.";
        case InputNotice::Kind::fewSpeak:
            return "A mix of all " + all + " channels of the input would be " + loss +
                   " too soft, so the agent hears those that speak (now channel " + channel +
                   "); choose a channel where that is the wrong one.";
        case InputNotice::Kind::broken:
            return notice.channels == 1
                       ? "The input is broken (its samples are no numbers), so the agent hears nothing; check what "
                         "it comes from."
                       : "Channel " + channel + " of the input is broken (its samples are no numbers), so the agent " +
                             "hears the others; check what it comes from.";
        case InputNotice::Kind::oddRate:
            return "The host reports a sample rate outside of 1,000 to 768,000 Hz, so 48,000 Hz is taken for it; "
                   "choose a "
                   "usual rate in the host.";
        case InputNotice::Kind::nothing:
            break;
    }
    return {};
}

} // namespace parlando
