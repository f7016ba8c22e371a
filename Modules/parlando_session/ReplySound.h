#pragma once

#include <parlando_realtime/parlando_realtime.h>

#include <cstdint>
#include <span>

namespace parlando
{

/** Whether what the agent sends can be a voice. Services have sent replies of near silence, and tones of a quarter of a
    minute. By 100 ms at a time: session thread.
*/
class ReplySound
{
public:
    /** A turn begins. */
    void begin() { *this = {}; }

    /** Mono, at `sampleRate` Hz. */
    void process (std::span<const std::int16_t> samples, int sampleRate);

    /** Anything louder than -60 dBFS came. */
    bool isAudible() const noexcept { return loudest > threshold; }

    /** For 3 s something of 20 Hz or more has kept its level within 0.5 dB and its zero crossings within 1 %: no voice
        does that. */
    bool isStuckTone() const noexcept { return alike >= stuckWindows; }

    /** The sample of the turn at which what has not changed since began. */
    std::uint64_t toneBegin() const noexcept { return steadySince; }

    /** What came last is a pause between two words: 60 ms that are 30 dB below the loudest. */
    bool endsInPause() const noexcept { return quietAtEnd >= 60.0; }

    Milliseconds length() const noexcept { return Milliseconds (static_cast<std::int64_t> (lengthInMilliseconds)); }

private:
    static constexpr int threshold = 33; // -60 dBFS
    static constexpr int stuckWindows = 30;

    void endWindow();
    void measurePause (std::span<const std::int16_t>, int sampleRate);

    int loudest = 0;
    double lengthInMilliseconds = 0.0, quietAtEnd = 0.0; // ms

    std::int64_t energy = 0;
    int crossings = 0;
    int filled = 0;
    bool wasNegative = false;

    std::uint64_t total = 0, steadySince = 0; // samples
    std::int64_t firstEnergy = 0;
    int firstCrossings = 0;
    int alike = 0;
};

} // namespace parlando
