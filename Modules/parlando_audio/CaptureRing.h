#pragma once

#include "PlayedReference.h"
#include "RateChanges.h"
#include "TalkChanges.h"

#include <parlando_realtime/parlando_realtime.h>

#include <atomic>
#include <cstdint>

namespace parlando
{

/** What the audio thread and Capture share: mono samples at the host's rate. */
struct CaptureRing
{
    /** For a session thread that comes late: 2.7 s at 96 kHz. What the network delays does not wait here. */
    SpscRing<float> samples{1 << 18};

    RateChanges rateChanges;
    TalkChanges talkChanges;
    PlayedReference played;

    /** What goes in: only what the session wants and the person allows. */
    std::atomic<bool> enabled{true}, muted{false};

    /** The length of the host's last block that was not empty. */
    std::atomic<int> blockSize{512};

    /** Written by the audio thread. What finds no room is dropped: the newest, so that what is kept stays in one piece.
     */
    std::atomic<std::uint64_t> overruns{0}, droppedSamples{0};
};

} // namespace parlando
