#pragma once

#include "ChannelActivity.h"

#include <parlando_realtime/parlando_realtime.h>

#include <array>
#include <cstddef>

namespace parlando
{

/** How much of each channel of an input the agent hears. Weights are 0 to 1, and their sum is 1: whoever speaks into
   one channel comes at their own level, whatever the others are like. Audio thread.

    - Two channels are a stereo pair: (L+R)/2, as a mono button gives it, where the softer one is at most 12 dB below
   the louder; from 18 dB on, for 300 ms of speech, the louder one alone.
    - More than two share by the square of the power of what is spoken there: of one voice in several microphones next
   to nothing but the nearest is left, so that no comb filter is heard, and whoever speaks next comes at once.
    - Where nobody speaks, all stays as it is; before anybody ever spoke, the louder ones count.
    - Where what is mixed lies more than 10 dB below the loudest that is in it for 50 ms, the channels cancel: the
   loudest is heard alone, until a mix would have kept its level for 2 s of speech.
*/
class ChannelWeights
{
public:
    static constexpr std::size_t mostChannels = 256;

    /** Starts with so many channels (1 to mostChannels), all alike. */
    void reset (std::size_t channels) PARLANDO_REALTIME;

    /** Before anything was ever loud enough to choose by: from a first piece. True when that has changed now. */
    bool begin (const ChannelActivity*) PARLANDO_REALTIME;

    /** Every 10 ms. `mixed`: the power of what shares() makes of the channels. */
    void judge (const ChannelActivity*, float mixed) PARLANDO_REALTIME;

    /** What a channel has in the mix, and what it has where a mix would cancel. */
    [[nodiscard]] float share (std::size_t channel) const PARLANDO_REALTIME { return shares[channel]; }
    [[nodiscard]] float weight (std::size_t channel) const PARLANDO_REALTIME
    {
        return ! isSolo ? shares[channel] : channel == solo ? 1.0f : 0.0f;
    }

    [[nodiscard]] bool cancels() const PARLANDO_REALTIME { return isSolo; }
    [[nodiscard]] bool isSomebodySpeaking() const PARLANDO_REALTIME { return speaks; }

    /** The channel with the largest weight. */
    [[nodiscard]] std::size_t main() const PARLANDO_REALTIME;

private:
    using Levels = std::array<float, mostChannels>;

    void share (const Levels&) PARLANDO_REALTIME;
    void sharePair (const Levels&) PARLANDO_REALTIME;
    void watchCancelling (const ChannelActivity*, float mixed) PARLANDO_REALTIME;

    std::size_t count = 1, solo = 0;
    Levels shares{}, levels{};
    int cancelledFor = 0, soundFor = 0, apartFor = 0;
    bool isSolo = false, speaks = false, hasSpoken = false, hasBegun = false;
};

} // namespace parlando
