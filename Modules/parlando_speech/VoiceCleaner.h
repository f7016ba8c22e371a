#pragma once

#include "SpeechFrame.h"

#include <parlando_realtime/Loudspeaker.h>

#include <memory>

namespace parlando
{

/** Noise suppression and automatic gain of webrtc-audio-processing, for what a service is to hear. One source for each
    of its generations, chosen when Parlando is built. One thread. */
class VoiceCleaner
{
public:
    virtual ~VoiceCleaner() = default;

    /** In place; it comes out a few ms late. Where nothing is wanted it comes out as it came in, to the bit. */
    virtual void process (SpeechFrame&) = 0;

    /** What it has learned of the noise and the voice is kept where that is wanted on. */
    virtual void choose (MicrophoneCleaning) = 0;

    [[nodiscard]] static bool suppressesNoise (MicrophoneCleaning cleaning) noexcept
    {
        return cleaning == MicrophoneCleaning::noise || cleaning == MicrophoneCleaning::both;
    }

    [[nodiscard]] static bool levels (MicrophoneCleaning cleaning) noexcept
    {
        return cleaning == MicrophoneCleaning::level || cleaning == MicrophoneCleaning::both;
    }
};

/** Throws std::bad_alloc. */
[[nodiscard]] std::unique_ptr<VoiceCleaner> makeVoiceCleaner();

} // namespace parlando
