#pragma once

#include "AlignedReference.h"
#include "EchoAlignment.h"
#include "EchoCanceller.h"
#include "EchoLevel.h"
#include "LinearEchoCanceller.h"

#include <parlando_realtime/Loudspeaker.h>

#include <cstdint>
#include <memory>
#include <span>

namespace parlando
{

/** What came out of a frame. */
struct ProcessedSpeech
{
    SpeechFrame suppressed; /**< To detect by, and to send while the agent alone speaks. A few ms late. */
    SpeechFrame linear;     /**< For a person's words while both speak: it keeps them, and more of the echo. */
    bool hasVoice;          /**< Somebody speaks in `suppressed`, the library says. */
    bool isCancelling;      /**< Otherwise both are the microphone's. */
    bool hasConverged;      /**< The echo was found and is low, or there is none. */
    bool isPlaying;         /**< The loudspeaker plays something, however soft. */
    float microphoneLevel, suppressedLevel, linearLevel; /**< dBFS, RMS. */
    float echoLevel; /**< dBFS, of the echo in the microphone, at most; speechSilence where there is none. */
    float lowered;   /**< dB, by which `suppressed` has less of it, lately. */
};

/** A microphone beside a loudspeaker: takes the echo of what was played out of it, and says who speaks. It finds out by
    itself where the echo is, follows it, and stays out of the way where there is none: what comes out then is what came
    in, to the bit. Session thread; 10 ms at 16 kHz at a time.
*/
class SpeechProcessor
{
public:
    /** Throws std::bad_alloc. */
    explicit SpeechProcessor (EchoMode = EchoMode::automatic);

    /** `microphone` and `reference`: 160 samples each, of the same callback of the sound card: what was captured before
       it and what is played after it, everything that the loudspeaker plays, after all gains. A frame of another length
        is filled with silence or cut. `knownDelay`: from being played to being captured, ms, as the cards say it: less
       than it takes is right until it is measured, more is wrong. Valid until the next call. */
    const ProcessedSpeech& process (std::span<const float> microphone, std::span<const float> reference,
                                    double knownDelay);

    void setEchoMode (EchoMode newMode) { mode = newMode; }

    /** Another device, rate or room: forgets all of it. */
    void reset();

    struct Figures
    {
        EchoAlignment::Echo echo; /**< Unknown where it is not looked for. */
        double delay;             /**< ms, as it was measured; 0 where there is no echo. */
        double drift;             /**< Parts in a million by which the delay grows. */
        float lowered;            /**< dB; 0 before it is known. */
        std::uint64_t resets;     /**< How often reset() was called. */
        std::uint64_t
            renewals; /**< How often a canceller that grows old was replaced: in a pause after 3 minutes of echo. */
        std::uint64_t misfits; /**< Frames of another length. */
    };
    [[nodiscard]] Figures figures() const noexcept;

private:
    void align (const SpeechFrame& microphone, const SpeechFrame& played, double knownDelay);
    void moveTo (double delay);
    void followClock();
    void cancel (const SpeechFrame& microphone, const SpeechFrame& aligned);
    void forgetLevel();
    void renewCanceller (bool isLoud);
    void judge (const SpeechFrame& microphone, const SpeechFrame& aligned);
    [[nodiscard]] bool shouldCancel() const noexcept;
    [[nodiscard]] double remaining() const noexcept;

    EchoMode mode;
    std::unique_ptr<EchoCanceller> canceller;
    LinearEchoCanceller linearCanceller;
    AlignedReference reference;
    EchoAlignment alignment;
    EchoLevel level;
    ProcessedSpeech result{};
    double known = -1.0;  // what was said last, ms
    double assumed = 0.0; // the delay that the reference was placed by, samples
    double kept = 0.0;    // samples that are left to the canceller, while the clock is followed
    bool followsClock = false, wasCancelling = true, hasConverged = false;
    int playedFor = 0;                 // frames with echo since the levels were forgotten
    int playedInAll = 0, quietFor = 0; // and since the canceller was made; without
    int sinceVoice = 0;
    std::uint64_t resetCount = 0, renewalCount = 0, misfitCount = 0;
};

} // namespace parlando
