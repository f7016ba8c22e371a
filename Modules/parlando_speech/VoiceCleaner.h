#pragma once

#include "SpeechFrame.h"

#include <memory>

namespace parlando
{

/** What is done to a microphone beside taking the echo out of it. */
struct VoiceCleaning
{
    bool suppressesNoise = false; /**< Rumble below 100 Hz, and steady noise: 6 to 12 dB of it. */
    bool levels = false; /**< Slowly brings speech to about -9 dBFS at its peaks; quiet speech by 20 dB at most. */

    bool operator== (const VoiceCleaning&) const = default;
};

/** Noise suppression and automatic gain of webrtc-audio-processing, for what a service is to hear. One source for each
    of its generations, chosen when Parlando is built. One thread. */
class VoiceCleaner
{
public:
    virtual ~VoiceCleaner() = default;

    /** In place; it comes out a few ms late. Where nothing is wanted it comes out as it came in, to the bit. */
    virtual void process (SpeechFrame&) = 0;

    /** What it has learned of the noise and the voice is kept where that is wanted on. */
    virtual void choose (const VoiceCleaning&) = 0;
};

/** Throws std::bad_alloc. */
[[nodiscard]] std::unique_ptr<VoiceCleaner> makeVoiceCleaner();

} // namespace parlando
