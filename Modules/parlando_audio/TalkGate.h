#pragma once

#include "Ramp.h"

#include <parlando_realtime/parlando_realtime.h>

#include <algorithm>
#include <cstddef>

namespace parlando
{

/** Push-to-talk: lets the input through while the person talks, then sends silence for one second, by which a service
    that detects speech notices that they have finished, then nothing. Edges fade for 5 ms. Audio thread. */
class TalkGate
{
public:
    /** A silence that has begun goes on, so that no end of talking is missed. */
    void prepare (int sampleRate) PARLANDO_REALTIME
    {
        const auto newLength = static_cast<std::size_t> (sampleRate);
        silenceLeft = silenceLeft * newLength / silenceLength;
        silenceLength = newLength;
        fadeLength = std::max<std::size_t> (newLength / 200, 1);
        reset();
    }

    /** The next setTalking() fades nothing. */
    void reset() PARLANDO_REALTIME { isFresh = true; }

    void setTalking (bool talks) PARLANDO_REALTIME
    {
        if (talks != isTalking)
        {
            silenceLeft = talks ? 0 : silenceLength;
            fade.moveTo (talks ? 1.0f : 0.0f, fadeLength);
        }
        isTalking = talks;
        if (isFresh)
            fade.jumpTo (isTalking ? 1.0f : 0.0f);
        isFresh = false;
    }

    /** After a time in which nothing was sent: what comes now starts from silence. */
    void resume() PARLANDO_REALTIME
    {
        fade.jumpTo (0.0f);
        if (isTalking)
            fade.moveTo (1.0f, fadeLength);
    }

    /** Whether the next samples are to be sent at all. Stays as it is for the next pieceLength() samples. */
    [[nodiscard]] bool isOpen() const PARLANDO_REALTIME { return isTalking || silenceLeft > 0; }
    [[nodiscard]] std::size_t pieceLength (std::size_t longest) const PARLANDO_REALTIME
    {
        return ! isTalking && silenceLeft > 0 ? std::min (longest, silenceLeft) : longest;
    }

    /** Makes of the input what is sent, at most pieceLength() samples. */
    void apply (float* block, std::size_t samples) PARLANDO_REALTIME
    {
        if (! isTalking)
            silenceLeft -= std::min (silenceLeft, samples);
        if (! isTalking || fade.samplesLeft() > 0)
            fade.apply (block, samples);
    }

private:
    Ramp fade;
    bool isTalking = false, isFresh = true;
    std::size_t fadeLength = 240, silenceLength = 48'000, silenceLeft = 0;
};

} // namespace parlando
