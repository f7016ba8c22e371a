#pragma once

#include "SpeechFrame.h"

#include <memory>

namespace parlando
{

/** A library's echo canceller with the suppressor and voice detection behind it: webrtc-audio-processing, one source
   for each of its generations, chosen when Parlando is built. One thread. */
class EchoCanceller
{
public:
    virtual ~EchoCanceller() = default;

    /** `reference`: what was played, `remainingDelay` ms before its echo reached the microphone. That may be more than
        is said here, by 100 ms and more; where it is less, by 30 ms already, the echo stays. Clamped to 0 to 500. */
    virtual void process (const SpeechFrame& microphone, const SpeechFrame& reference, int remainingDelay,
                          SpeechFrame& suppressed) = 0;

    /** Somebody speaks in the frame that came out last, the library says: a cough and music are voice to it. */
    [[nodiscard]] virtual bool hasVoice() const = 0;

    /** Forgets the room. */
    virtual void reset() = 0;

    /** It does worse after ten minutes of echo than at first, and better again after reset(). */
    [[nodiscard]] virtual bool growsOld() const = 0;
};

/** The one that Parlando was built with: "webrtc-audio-processing 0.3" or "webrtc-audio-processing 1". */
[[nodiscard]] const char* echoCancellerName() noexcept;

/** Throws std::bad_alloc. */
[[nodiscard]] std::unique_ptr<EchoCanceller> makeEchoCanceller();

} // namespace parlando
