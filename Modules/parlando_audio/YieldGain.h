#pragma once

#include "Ramp.h"

#include <parlando_realtime/parlando_realtime.h>

#include <algorithm>
#include <cstddef>

namespace parlando
{

/** The gain of a voice that makes way for a person: 12 dB down in 10 ms and back in 200, or to silence in 10 ms, where
    it stands still, and back in 10. Exactly 1 where it rests. Audio thread. */
class YieldGain
{
public:
    /** As if nobody had ever spoken. */
    void prepare (int sampleRate) PARLANDO_REALTIME
    {
        millisecond = sampleRate / 1000.0;
        restart (VoiceYield::none);
    }

    /** Without a fade. */
    void restart (VoiceYield wanted) PARLANDO_REALTIME
    {
        current = wanted;
        ramp.jumpTo (wanted == VoiceYield::none ? 1.0f : wanted == VoiceYield::ducked ? ducked : 0.0f);
    }

    /** `isSounding`: otherwise there is nothing to fade, and a hold is there at once. */
    void follow (VoiceYield wanted, bool isSounding) PARLANDO_REALTIME
    {
        if (wanted == current)
            return;

        const auto before = current;
        current = wanted;

        if (wanted == VoiceYield::held && ! isSounding)
            ramp.jumpTo (0.0f);
        else if (wanted == VoiceYield::held)
            ramp.moveTo (0.0f, samplesIn (10.0));
        else if (wanted == VoiceYield::ducked)
            ramp.moveTo (ducked, samplesIn (10.0));
        else
            ramp.moveTo (1.0f, samplesIn (before == VoiceYield::held ? 10.0 : 200.0));
    }

    [[nodiscard]] VoiceYield yields() const PARLANDO_REALTIME { return current; }

    /** How many of the next samples may sound, at most `most`. */
    [[nodiscard]] std::size_t mayPlay (std::size_t most) const PARLANDO_REALTIME
    {
        return current == VoiceYield::held ? std::min (most, ramp.samplesLeft()) : most;
    }

    void apply (float* block, std::size_t samples) PARLANDO_REALTIME
    {
        if (current != VoiceYield::none || ramp.samplesLeft() > 0)
            ramp.apply (block, samples);
    }

private:
    static constexpr float ducked = 0.25118864f; // -12 dB

    [[nodiscard]] std::size_t samplesIn (double milliseconds) const PARLANDO_REALTIME
    {
        return std::max<std::size_t> (static_cast<std::size_t> (milliseconds * millisecond), 1);
    }

    Ramp ramp;
    VoiceYield current = VoiceYield::none;
    double millisecond = 48.0; // samples
};

} // namespace parlando
