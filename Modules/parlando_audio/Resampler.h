#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

struct SpeexResamplerState_;

namespace parlando
{

/** How wide the band is that a Resampler passes whole, as part of the lower rate's Nyquist frequency: speexdsp's
   quality 3 (0.90, aliases 80 dB down) and 6 (0.94, 100 dB). Its cost is in proportion: speech at 16 kHz for a
   recogniser needs less than a voice for a mix. */
enum class ResamplerBand
{
    speech = 3,
    mix = 6
};

/** One mono stream from one sample rate to another (speexdsp). Not for the audio thread: the constructor
    allocates.

    The filter's delay is taken out: output k lies at source time k * sourceRate / targetRate, and a stream of N samples
    that has been flushed gave exactly round (N * targetRate / sourceRate). Equal rates copy.
*/
class Resampler
{
public:
    /** Rates in Hz, positive. Throws std::bad_alloc when there is no memory for the filter. */
    Resampler (int sourceRate, int targetRate, ResamplerBand = ResamplerBand::mix);

    struct Step
    {
        std::size_t consumed = 0, produced = 0;
    };

    /** Goes on until the source is used up or the target is full. */
    Step process (std::span<const float> source, std::span<float> target);

    /** Gives what is still inside the filter; call until isFlushed(), then reset(). */
    std::size_t flush (std::span<float> target);
    [[nodiscard]] bool isFlushed() const noexcept { return produced == outputsFor (consumed); }

    /** Starts another stream. */
    void reset();

    /** Goes on as one that has the same rates and band: as if as much had gone through, all of it silence. From then on
        both give as much for as much. */
    void keepStepWith (const Resampler& other);

    /** How many source samples are missing before `count` more outputs can be there. */
    [[nodiscard]] std::size_t sourceNeededFor (std::size_t count) const noexcept;

    [[nodiscard]] int sourceRate() const noexcept { return from; }
    [[nodiscard]] int targetRate() const noexcept { return to; }

private:
    struct Destroy
    {
        void operator() (SpeexResamplerState_*) const noexcept;
    };

    [[nodiscard]] std::uint64_t outputsFor (std::uint64_t inputs) const noexcept;
    Step step (std::span<const float> source, std::span<float> target);
    void holdBefore (float value);

    int from, to;
    std::uint64_t lookahead = 0; // source samples
    std::uint64_t consumed = 0, produced = 0;
    float last = 0.0f;                                     // the source sample consumed last
    std::unique_ptr<SpeexResamplerState_, Destroy> filter; // none when the rates are equal
};

} // namespace parlando
