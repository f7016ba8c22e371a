#pragma once

#include "FourierTransform.h"
#include "SpeechFrame.h"

#include <complex>
#include <optional>
#include <vector>

namespace parlando
{

/** How long after it was played a sound comes back into the microphone, from both signals alone: their cross-spectrum
    over the last seconds, of which only the phases count (GCC-PHAT), up to 4 kHz. One thread; 8 us a frame. */
class DelayFinder
{
public:
    struct Peak
    {
        double delay;    /**< Of the direct sound, samples of 16 kHz; it is right to a few hundredths of one. */
        double strength; /**< Over the RMS of everything else. Noise alone gives up to 5, an echo 8 and more. */
    };

    static constexpr int framesBetween = 25;        /**< It looks four times a second. */
    static constexpr double longestDelay = 8'384.0; /**< 524 ms. */

    DelayFinder();

    /** A frame of each, of the same instant. True when there is something new to look at: the loudspeaker was heard. */
    bool add (const SpeechFrame& microphone, const SpeechFrame& reference);

    /** The strongest one within these delays. */
    [[nodiscard]] std::optional<Peak> peak (double from = 0.0, double to = longestDelay) const;

    /** Forgets all. */
    void reset();

private:
    using Bins = std::vector<std::complex<float>>;

    /** Every second sample, of what lies below 4 kHz. */
    class Half
    {
    public:
        void add (const SpeechFrame& frame, std::vector<float>& history);
        void reset() { past.fill (0.0f); }

    private:
        static constexpr std::size_t reach = 30;
        std::array<float, reach + speechFrameSize> past{};
    };

    void look();
    void correlate();

    FourierTransform transform;
    Half halfMicrophone, halfReference;
    std::vector<float> heard, played; // the last seconds, at 8 kHz, the newest last
    std::vector<float> work, correlation;
    Bins heardBins, playedBins, cross;
    int framesSince = 0;
    double deviation = 0.0; // RMS of the correlation over all delays
    bool hasLooked = false;
};

} // namespace parlando
