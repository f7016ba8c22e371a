#pragma once

#include <parlando_realtime/parlando_realtime.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace parlando
{

/** 16-bit samples at one rate read at another: each output is a function of its index alone, the same bits whatever is
    asked for before, after or with it. Output k is the voice at k * sourceRate / targetRate, without delay; equal rates
    copy. What lies outside the voice is silence.

    A sinc under a Kaiser window over 96 samples of the lower rate: flat to 0.86 of its Nyquist frequency (10.4 kHz of a
    voice at 24 kHz), 100 dB down from there on. */
class PolyphaseFilter
{
public:
    static constexpr int highestRate = 768'000; /**< Hz, of the target. */

    /** Makes the tables; positive rates. Not for the audio thread. */
    PolyphaseFilter (int sourceRate, int targetRate);

    /** Target samples from the one at the first of `count` source samples to the last before their end. */
    [[nodiscard]] std::int64_t targetCount (std::int64_t count) const noexcept;

    /** out[i] = target sample `index` + i, counted from the voice's sample `first`, in -1…1. Neither is below 0; the
        products of index and rate must fit 63 bits. */
    void render (std::span<const std::int16_t> voice, std::int64_t first, std::int64_t index,
                 std::span<float> out) const PARLANDO_REALTIME;

private:
    void makeTable (double cutoff);
    [[nodiscard]] float at (const std::int16_t* window, std::int64_t phase) const PARLANDO_REALTIME;
    [[nodiscard]] float outside (std::span<const std::int16_t> voice, std::int64_t from,
                                 std::int64_t phase) const PARLANDO_REALTIME;

    std::int64_t step, phases;   // the source moves by step / phases for each target sample
    int taps = 1, rows = 1;      // 1 tap: equal rates
    bool isInterpolated = false; // between rows, where there would be too many phases
    std::vector<float> table;    // rows of taps
};

} // namespace parlando
