#pragma once

#include "SpeechActivity.h"

#include <parlando_realtime/parlando_realtime.h>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace parlando
{

/** Whether the service noticed what the person said: (now, event) in, decisions out. Session thread.

    Services ignore speech without a word: no transcription, no turn (protocol section 4.2). What the person's own level
    takes for speech, 1 s of it or more, and nobody has noticed 8 s later, is to be said again to the service; the
    second time in a row on another connection; then nothing more until the agent has said something, so that music and
    noise, which are rightly ignored, do not fire for ever (C121). A sound that keeps its level is no speech.
*/
class SpeechWatch
{
public:
    /** `samplesPerSecond`: of the frames. */
    explicit SpeechWatch (int samplesPerSecond) : rate (static_cast<std::size_t> (samplesPerSecond)) {}

    enum class Step
    {
        nothing,
        sayAgain, /**< takeSpeech() is to be sent once more. */
        replace   /**< The same, on another connection. */
    };

    /** 20 ms of the microphone that go to the service, which `activity` has heard last; `end` is when they ended.
        `mayBeEcho`: the agent's own voice may be in them. */
    void frame (Instant end, std::span<const std::int16_t>, const SpeechActivity& activity, bool mayBeEcho);

    /** Transcription, a turn or an interruption: the service noticed what was said until now. */
    void noticed();

    /** The agent said something. */
    void answered()
    {
        noticed();
        inARow = 0;
    }

    /** The microphone was muted: of what was said nothing may leave any more. */
    void discardSpeech();

    /** The session goes on with another connection: the service is given its time anew. */
    void resumed (Instant now);

    /** Something was said that may not have been noticed yet. */
    bool isWaiting() const noexcept { return since && inARow < mostInARow; }

    /** What is to be done now; told once for what was said. Nobody is asked for again who speaks already. */
    Step next (Instant now, bool isSpeaking);

    /** What was said, with 300 ms before it: mono, 16 kHz, the last 20 s; empty where nothing may be kept. Empties it.
     */
    std::vector<std::int16_t> takeSpeech();

private:
    const std::size_t rate;
    /** The utterance that is heard, as far as the service has not noticed it. */
    struct Utterance
    {
        int frames = 0;     // to its last loud one
        int sinceLoud = 0;  // frames
        int loudFrames = 0; // whose levels are:
        double sum = 0.0, sumOfSquares = 0.0;

        bool isSpeech() const noexcept;
    };

    static constexpr int mostInARow = 2; // C121

    void keep (std::span<const std::int16_t>);
    void keepLast (std::size_t length);

    std::optional<Utterance> utterance;
    std::optional<Instant> since; // the end of the first utterance that nobody has noticed
    std::optional<Instant> lastLoud;
    std::vector<std::int16_t> kept;
    int inARow = 0;
};

} // namespace parlando
