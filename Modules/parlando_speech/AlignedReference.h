#pragma once

#include "SpeechFrame.h"

#include <cstdint>
#include <vector>

namespace parlando
{

/** What was played, held back so that it comes shortly before its echo does, and, where the loudspeaker's clock is not
    the microphone's, as fast as that one goes. One thread.

    Delays are in samples of 16 kHz, also between two: from what push() was given to what it returns. It reads between
    the samples by a sinc of 24 under a window: what it makes of a voice is 80 dB from the truth. speexdsp's resampler
    is no way here: its rate cannot be changed by less than 15 parts in a million while it runs, an overflow. */
class AlignedReference
{
public:
    static constexpr double shortestDelay = 12.0;    /**< The sinc looks so far ahead. */
    static constexpr double longestDelay = 12'000.0; /**< 750 ms. */
    static constexpr double mostGrowth = 500.0;      /**< Parts in a million; the clocks of sound cards keep to 100. */

    AlignedReference();

    /** One frame in, one out. What was not there yet is silence. */
    void push (const SpeechFrame& played, SpeechFrame& aligned);

    /** At the end of the frame that came out last. */
    [[nodiscard]] double delay() const noexcept { return behind; }

    /** From the next frame on. Clamped. */
    void setDelay (double samples);

    /** The delay grows by so many samples in a million, from the next frame on, as long as it is within its bounds.
        Clamped. */
    void setGrowth (double partsPerMillion);
    [[nodiscard]] double growth() const noexcept { return grows; }

    /** Forgets what was played; delay and growth stay. */
    void reset();

private:
    [[nodiscard]] float at (double position) const noexcept;

    std::vector<float> kept; // a ring
    std::int64_t pushed;
    double behind = shortestDelay, grows = 0.0;
};

} // namespace parlando
