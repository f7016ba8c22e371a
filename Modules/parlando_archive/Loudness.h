#pragma once

#include <optional>
#include <span>

namespace parlando
{

/** How loud a sound is (EBU R 128, ITU-R BS.1770); nothing where it is too short or too quiet to say. A single channel
    counts as it is heard: from both loudspeakers, 3.01 LU louder than one of them. */
struct Loudness
{
    std::optional<double> integrated;    /**< LUFS */
    std::optional<double> range;         /**< LU (EBU Tech 3342) */
    std::optional<double> truePeak;      /**< dBTP */
    std::optional<double> mostMomentary; /**< LUFS, of 400 ms */
    std::optional<double> mostShortTerm; /**< LUFS, of 3 s; nothing where it is shorter. */
};

/** Measures a sound while it goes by. One thread at a time. */
class LoudnessMeter
{
public:
    virtual ~LoudnessMeter() = default;

    /** Interleaved samples; 1 is full scale. */
    virtual void add (std::span<const float>) = 0;

    /** Of all that was added. */
    [[nodiscard]] virtual Loudness loudness() const = 0;
};

} // namespace parlando
