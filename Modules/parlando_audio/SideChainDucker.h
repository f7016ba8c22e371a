#pragma once

#include "Ducker.h"
#include "LevelDetector.h"
#include "SaneSample.h"

#include <parlando_realtime/parlando_realtime.h>

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace parlando
{

/** Lowers a voice while a side-chain is louder than a threshold, in any of its channels (LevelDetector, Ducker):
   without look-ahead, so that nothing is delayed. It decides for each sample, so that nothing depends on how long
   blocks are. Not one bit of the voice changes where nothing is ducked. Audio thread, but for prepare(). */
class SideChainDucker
{
public:
    /** Any thread, not during apply(). */
    void prepare (int sampleRate) noexcept
    {
        detector.prepare (sampleRate);
        ducker.prepare (sampleRate);
    }

    /** As after silence. */
    void reset() PARLANDO_REALTIME
    {
        detector.reset();
        ducker.reset();
    }

    /** As Ducker::setShape() and LevelDetector::setThreshold(). A gain of 1 is off. */
    void setShape (float gain, float threshold, float attack, float release) PARLANDO_REALTIME
    {
        isOff = gain == 1.0f;
        detector.setThreshold (threshold);
        ducker.setShape (gain, attack, release);
    }

    /** `sideChain[i][start...]` is what is heard beside `voice`; without channels that is silence. NaN and infinities
        are silence too. */
    void apply (const float* const* sideChain, std::size_t channels, std::size_t start, float* voice,
                std::size_t samples) PARLANDO_REALTIME
    {
        // Whatever was heard before: where the gain is 1 and is to stay there, the next that is heard begins anew.
        if (isOff && ducker.isSettled())
            return reset();

        if (channels == 0 && ducker.isResting())
            return detector.reset();

        for (std::size_t i = 0; i < samples; ++i)
        {
            auto loudest = 0.0f;

            for (std::size_t channel = 0; channel < channels; ++channel)
                loudest = std::max (loudest, std::fabs (saneSample (sideChain[channel][start + i])));

            ducker.hear (detector.hear (loudest), 1);

            if (const auto gain = ducker.next(); gain != 1.0f)
                voice[i] *= gain;
        }
    }

private:
    LevelDetector detector;
    Ducker ducker;
    bool isOff = true;
};

} // namespace parlando
