#pragma once

#include <parlando_realtime/parlando_realtime.h>

#include <cstdint>
#include <optional>
#include <span>

namespace parlando
{

/** When the person speaks, by the level of the microphone alone.

    It stamps transcripts and latencies; it decides nothing about turns, which are the service's to detect. The noise
    floor is followed: down at once, up by 3 dB a second. A frame is loud when it is 12 dB above the floor and above
    -50 dBFS; two loud frames make an onset, 800 ms without one end the utterance. Session thread.
*/
class SpeechActivity
{
public:
    /** `frame`: mono, 16 kHz, not empty; `end` is the time at which its last sample was captured. */
    void process (std::span<const std::int16_t> frame, Instant end);

    /** No more frames come for now: what was said is all there is. */
    void stop() noexcept
    {
        speaking = false;
        loudFrames = 0;
    }

    bool isSpeaking() const noexcept { return speaking; }

    /** The last frame was loud. */
    bool isLoud() const noexcept { return loudFrames > 0; }

    /** Of the last frame, in dBFS: -100 for silence. */
    double level() const noexcept { return levelDb; }

    /** The onset of the running or, failing that, the last utterance. */
    std::optional<Instant> lastOnset() const noexcept { return onset; }

    /** The end of the last loud frame. */
    std::optional<Instant> lastLoud() const noexcept { return loud; }

private:
    double floorDb = -60.0, levelDb = -100.0;
    int loudFrames = 0;
    bool speaking = false;
    std::optional<Instant> onset, loud, candidate;
};

} // namespace parlando
