#pragma once

#include "VoiceLevel.h"
#include "WaitingVoice.h"

#include <parlando_realtime/parlando_realtime.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <vector>

namespace parlando
{

/** A piece of the agent's voice at its loudness, mono. */
struct LevelledVoice
{
    std::uint64_t turn = 0;
    std::vector<std::int16_t> samples; // may be empty
    int sampleRate = 0;                // Hz
    bool endsTurn = false;             // VoiceLeveller::endTurn() was called for it
};

/** Brings the agent's voice to a loudness (ITU-R BS.1770-5), with true peaks of no more than -1 dBTP. Session thread.

    The voice comes faster than it is heard: it waits here, where all of it that came is known, until what is behind
    needs it. Sample n that goes in is sample n that comes out, of every turn, and none is dropped.

    The loudness is the voice's and not the turn's: soft sentences stay softer than loud ones. The gain moves in pauses
    and where the voice is 20 dB below itself; within a word only where it is wrong by more than 1 dB, as it can be in
    the first second of a voice, or when another one speaks. Near silence, noise and tones are not raised.

    A voice's first turn, of 3 s or more at -40 to -6 LUFS, is as loud as the target to 0.5 LU (integrated) if it comes
    at least twice as fast as it is heard, in whatever pieces: the rest of it makes up for its first second, whose
    loudness nobody knows when it has to leave. At 1.2 times nine of ten are within 0.5 LU, and a turn of 3 s whose
    first word is far louder than the rest can be 1.5 LU softer than the target.
*/
class VoiceLeveller
{
public:
    static constexpr double softest = -40.0, loudest = -10.0, truePeak = -1.0;

    /** LUFS as WeightedPower has it, `softest` to `loudest`; nothing: off. Once it is off, the gain goes to 0 dB within
        0.1 s. */
    void setTarget (std::optional<double> loudness) noexcept;

    /** It is off, and holds nothing: the voice passes it by. */
    [[nodiscard]] bool isIdle() const noexcept
    {
        return ! target && waiting() == Milliseconds (0) && gain == 0.0 && ! hasEnd();
    }

    /** As Playout has them. */
    void push (std::uint64_t turn, std::span<const std::int16_t> samples, int sampleRate);
    void endTurn (std::uint64_t turn);

    /** What is next, about as long as `most`, of one turn; nothing when there is none. Of a turn that is open the last
       5 ms are held back, unless `withTail`: then what follows is limited without having been foreseen. */
    [[nodiscard]] std::optional<LevelledVoice> take (Milliseconds most, bool withTail);

    /** How much is held, rounded up. */
    [[nodiscard]] Milliseconds waiting() const noexcept;

private:
    /** Below the promise, as true peaks between samples are estimates, at another rate too. */
    static constexpr double ceilingOfPeaks = truePeak - 0.3;

    [[nodiscard]] bool hasEnd() const noexcept;
    void levelNext (WaitingVoice&, std::size_t count);
    [[nodiscard]] double nextGain (WaitingVoice&, std::size_t count, bool mayGoOn);
    [[nodiscard]] double moved (double wanted, double loudnessOfStep, double voice, double seconds);
    LevelledVoice finished (WaitingVoice&);

    std::deque<WaitingVoice> line;
    VoiceLevel level{ceilingOfPeaks};
    std::optional<double> target;
    double gain = 0.0;   // dB, of the last sample that was decided of
    double spoken = 0.0; // seconds of speech that have left
    bool isMoving = false;
};

} // namespace parlando
