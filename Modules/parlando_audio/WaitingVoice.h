#pragma once

#include "PeakLimiter.h"
#include "WeightedPower.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace parlando
{

/** One turn of the agent at one sample rate inside VoiceLeveller: what of it waits, and how loud all of it is that came
    and that has left. Session thread. */
class WaitingVoice
{
public:
    /** Hz; dBTP. */
    WaitingVoice (std::uint64_t turn, int sampleRate, double ceiling);

    const std::uint64_t turn;
    const int sampleRate;
    bool isOver = false; // nothing more comes of the turn

    void append (std::span<const std::int16_t> samples);

    /** Samples of which nobody has decided yet how loud they get. */
    [[nodiscard]] std::size_t unlevelled() const noexcept { return samples.size() - next; }

    /** The same and what the limiter holds. */
    [[nodiscard]] std::size_t waiting() const noexcept { return unlevelled() + limiter.held(); }

    /** So many samples are decided of. */
    [[nodiscard]] std::uint64_t position() const noexcept { return levelled; }

    /** How many of them lie before the next hop of the meters. */
    [[nodiscard]] std::size_t untilHop() const noexcept;

    /** Of what is next: LUFS. */
    [[nodiscard]] double loudnessOfNext (std::size_t count) const noexcept;

    /** The next samples leave with a gain that goes from one to the other in a straight line (linear). */
    void level (std::size_t count, double from, double to);

    /** What the limiter holds leaves as well. */
    void drain();

    /** What has left since the last call, as 16-bit samples. */
    [[nodiscard]] std::vector<std::int16_t> takeLevelled();

    /** Powers of hops (WeightedPower), from the turn's first one on: as it came, and as it left. */
    [[nodiscard]] std::span<const double> cameHops() const noexcept { return came; }
    [[nodiscard]] std::span<const double> leftHops() const noexcept { return left; }

    /** The highest sample of each hop as it came. */
    [[nodiscard]] std::span<const float> peaksOfHops() const noexcept { return peaks; }

private:
    void measureCame (std::span<const float>);
    void measureLeft (std::size_t from);

    WeightedPower comeMeter, leaveMeter;
    PeakLimiter limiter;
    std::vector<float> samples, out, piece, peaks;
    std::vector<double> came, left;
    std::size_t inHop = 0;  // samples of the hop that is not complete
    float peakOfHop = 0.0f; // of those
    std::size_t next = 0;
    std::uint64_t levelled = 0;
};

} // namespace parlando
