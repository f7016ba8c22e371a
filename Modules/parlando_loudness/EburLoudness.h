#pragma once

#include <parlando_archive/Loudness.h>

#include <cstdint>
#include <memory>

namespace parlando
{

/** Measures by libebur128: loudness and its range with gates, true peak with four times as many samples (below 96 kHz)
    or twice. Memory grows by 40 bytes a second. Not for the audio thread. Several may measure at once. */
class EburLoudness final : public LoudnessMeter
{
public:
    /** `channels`: 1, which counts as coming from both loudspeakers (EBUR128_DUAL_MONO), or 2 (left, right). Throws
        std::bad_alloc, also for a rate that libebur128 does not take (16 Hz to 2.8 MHz). */
    EburLoudness (int sampleRate, int channels);
    ~EburLoudness() override;

    EburLoudness (const EburLoudness&) = delete;
    EburLoudness& operator= (const EburLoudness&) = delete;

    void add (std::span<const float>) override;
    [[nodiscard]] Loudness loudness() const override;

private:
    void addPiece (std::span<const float>);

    struct Library;
    std::unique_ptr<Library> library;
    const std::size_t channels, step; // frames between two looks at the loudest
    const std::uint64_t shortTermFrames, momentaryFrames;
    std::uint64_t frames = 0;
    std::size_t sinceLook = 0;
    double momentary, shortTerm; // the most, LUFS
};

/** For TakeExport::meter. The same exceptions. */
[[nodiscard]] std::unique_ptr<LoudnessMeter> makeEburLoudness (int sampleRate, int channels);

} // namespace parlando
