#pragma once

#include <array>
#include <cstddef>
#include <deque>
#include <span>
#include <vector>

namespace parlando
{

/** Keeps a voice's true peaks, those between its samples too, under a ceiling. What is lower passes as it is. Its gain
    comes down within the 5 ms before a peak and back up in about 100 ms. Any thread but the audio thread.

    It gives as many samples as it takes, in order; the last 5 ms are held back until drain().
*/
class PeakLimiter
{
public:
    /** Hz; dBTP. */
    PeakLimiter (int sampleRate, double ceiling);

    /** Appends what may go now. */
    void process (std::span<const float> samples, std::vector<float>& limited);

    /** Appends the rest. More may follow without a break, but its first peak then comes as a surprise: the gain is down
        at once. */
    void drain (std::vector<float>& limited);

    [[nodiscard]] std::size_t held() const noexcept { return input.size() - done; }

private:
    /** Eightfold: 4x as meters have it reads up to 0.7 dB low near the band's end, 8x less than 0.2. */
    static constexpr std::size_t phases = 8, reach = 8;
    using Phase = std::array<float, 2 * reach>;

    static std::array<Phase, phases - 1> interpolation();
    [[nodiscard]] float peakAfter (std::size_t position) const noexcept;
    void lookAt (std::size_t position, float margin) noexcept;
    void emit (std::vector<float>& limited);
    [[nodiscard]] float nextGain() noexcept;
    void forget();

    const float ceiling, release;
    const std::size_t lookAhead;
    const std::array<Phase, phases - 1> filters = interpolation();

    std::vector<float> input, allowed; // samples, and the gain that each of them bears
    std::size_t done = 0, seen = 0;    // so many are out, and of so many it is known what they bear
    std::size_t lowBefore = 0;         // all at and behind this position bear a gain of 1
    std::deque<float> recent;          // gains before smoothing
    double recentSum = 0.0;
    std::size_t recentLow = 0; // so many of them are below 1
    float envelope = 1.0f;
};

} // namespace parlando
