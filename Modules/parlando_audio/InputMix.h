#pragma once

#include "ChannelWeights.h"
#include "InputChannels.h"
#include "InputNotice.h"

#include <parlando_realtime/parlando_realtime.h>

#include <array>
#include <cstddef>
#include <cstdint>

namespace parlando
{

/** Makes one channel of an input's many, so that whoever speaks into any of them is heard at their own level: see
    ChannelWeights. Weights move in 10 ms, without clicks.

    Of what a person should know it tells once, until the number of channels or the choice among them changes: that a
    plain mix would lose more than 12 dB, and that a channel is broken.
*/
class InputMix
{
public:
    static constexpr std::size_t mostChannels = ChannelWeights::mostChannels;

    /** The notices outlive it. */
    explicit InputMix (InputNotices&);

    /** Not during process(). What was chosen stays. A rate that is not positive counts as 48 kHz. */
    void prepare (int sampleRate) noexcept;

    /** Audio thread: from the next process() on only these count. Where the input has none of them, all do. */
    void setChannels (InputChannels) PARLANDO_REALTIME;

    /** Audio thread. Writes the mix of input[i][start...] to `mono`, which must not be one of them; null channels count
       as absent, those beyond mostChannels of the chosen ones too. False where there is no channel: nothing was
       written. */
    bool process (const float* const* input, int numInputs, std::size_t start, float* mono,
                  std::size_t samples) PARLANDO_REALTIME;

private:
    static constexpr std::size_t pieceSize = 512;
    using Piece = std::array<float, pieceSize>;

    bool chooseSources (const float* const* input, int numInputs) PARLANDO_REALTIME;
    void measure (std::size_t start, std::size_t samples) PARLANDO_REALTIME;
    void mix (std::size_t start, float* mono, std::size_t samples) PARLANDO_REALTIME;
    void judge() PARLANDO_REALTIME;
    void aim (std::size_t rampLength) PARLANDO_REALTIME;
    void watchLoss (float heard, float plain) PARLANDO_REALTIME;
    void watchBroken() PARLANDO_REALTIME;

    InputNotices& notices;
    InputChannels channels;
    std::size_t hop = 480, gathered = 0, rampLeft = 0;
    float filter = 0.0f;

    std::array<const float*, mostChannels> sources{};
    std::array<std::uint16_t, mostChannels> indices{}; // of the sources in the input
    std::size_t count = 0, total = 0;

    std::array<ChannelActivity, mostChannels> activities{};
    ChannelWeights weights;
    std::array<float, mostChannels> gains{}, steps{};

    alignas (64) Piece high{};
    alignas (64) Piece shared{};
    alignas (64) Piece plain{};
    double sharedEnergy = 0.0, plainEnergy = 0.0;
    int softFor = 0;
    bool hasToldLoss = false, hasToldBroken = false;
};

} // namespace parlando
