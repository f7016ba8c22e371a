#pragma once

#include "SaneSample.h"

#include <parlando_realtime/parlando_realtime.h>

#include <algorithm>
#include <cstddef>

namespace parlando
{

/** What the loudspeakers of a studio play, as a ChannelStrip knows it. */
enum class LoudspeakerSource
{
    agent,     /**< The agent's voice alone. */
    sideChain, /**< The side-chain: a mix that has the agent's voice in it. */
    both       /**< The agent's voice, and the side-chain, which is a mix without it. */
};

/** Makes one channel of it: of a side-chain (L+R)/2, as the agent's voice is the same in both loudspeakers, with gains
    that never move. NaN and infinities count as 0. Audio thread, but for prepare().

    A host may have a side-chain of which it does not say that nothing is connected to it. So
   LoudspeakerSource::sideChain is the agent's voice from the start, and where the voice was heard for 100 ms while the
   side-chain held nothing but zeros: until there is anything in it. */
class LoudspeakerSum
{
public:
    /** Any thread, not during process(). */
    void prepare (int sampleRate) noexcept
    {
        longest = static_cast<std::size_t> (std::max (sampleRate / 10, 1));
        reset();
    }

    void reset() PARLANDO_REALTIME { alone = longest; }

    /** True while LoudspeakerSource::sideChain is the agent's voice. */
    [[nodiscard]] bool isAgentAlone() const PARLANDO_REALTIME { return alone >= longest; }

    /** Writes to `sum`, which may be `voice`, what lies beside it in `sideChain[i][start...]`. */
    void process (LoudspeakerSource source, const float* const* sideChain, std::size_t channels, std::size_t start,
                  const float* voice, float* sum, std::size_t samples) PARLANDO_REALTIME
    {
        const auto share = 1.0f / static_cast<float> (std::max<std::size_t> (channels, 1));
        const auto usesVoice = source != LoudspeakerSource::sideChain || channels == 0;
        const auto usesSideChain = source != LoudspeakerSource::agent;

        for (std::size_t i = 0; i < samples; ++i)
        {
            auto mix = 0.0f;

            for (std::size_t channel = 0; channel < channels; ++channel)
                mix += share * saneSample (sideChain[channel][start + i]);

            follow (mix != 0.0f, voice[i] != 0.0f);
            sum[i] = (usesSideChain ? mix : 0.0f) + (usesVoice || isAgentAlone() ? voice[i] : 0.0f);
        }
    }

private:
    void follow (bool isThere, bool isSpeaking) PARLANDO_REALTIME
    {
        if (isThere)
            alone = 0;
        else if (isSpeaking && alone < longest)
            ++alone;
    }

    std::size_t longest = 4'800;
    std::size_t alone = 4'800; // samples of the voice since anything was in the side-chain
};

} // namespace parlando
