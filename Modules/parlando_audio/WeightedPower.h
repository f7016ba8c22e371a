#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace parlando
{

/** The K-weighted power of a mono voice by ITU-R BS.1770-5, 20 ms at a time, of which its loudness is made. Any thread
   but the audio thread.

    It is measured as it is heard, from both loudspeakers (dual mono): a meter that is given the same voice as a file of
    one channel reads 3.01 LU less.
*/
class WeightedPower
{
public:
    /** Hz; below 1,000 nothing is weighted. */
    explicit WeightedPower (int sampleRate);

    /** Appends the K-weighted power of each hop that is complete now. */
    void process (std::span<const float> samples, std::vector<double>& powers);

    /** Samples in 20 ms. */
    [[nodiscard]] std::size_t hopSize() const noexcept { return hop; }

    /** A gating block is 400 ms long, and the next one begins 100 ms later. */
    static constexpr std::size_t hopsInBlock = 20, hopsBetweenBlocks = 5;

    /** LUFS, no less than `silence`. */
    [[nodiscard]] static double loudnessOf (double power) noexcept;
    [[nodiscard]] static double powerAt (double loudness) noexcept;
    static constexpr double silence = -120.0;

    /** The mean power of the blocks that pass both gates, -70 LUFS and 10 LU below the mean of those; 0 where none
        does. */
    [[nodiscard]] static double gated (std::span<const double> blocks) noexcept;

private:
    /** Transposed direct form II. */
    struct Biquad
    {
        double b0 = 1.0, b1 = 0.0, b2 = 0.0, a1 = 0.0, a2 = 0.0;
        double first = 0.0, second = 0.0;

        double process (double input) noexcept
        {
            const auto output = b0 * input + first;
            first = b1 * input - a1 * output + second;
            second = b2 * input - a2 * output;
            return output;
        }
    };

    static Biquad shelfFor (double sampleRate) noexcept;
    static Biquad highPassFor (double sampleRate) noexcept;

    Biquad shelf, highPass;
    std::size_t hop, filled = 0;
    double sum = 0.0;
};

} // namespace parlando
