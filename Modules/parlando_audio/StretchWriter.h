#pragma once

#include "PlaybackRing.h"
#include "PlayoutTurn.h"
#include "Resampler.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace parlando
{

/** Writes a turn's stretches, each of one source rate, into the playback ring at the host's rate. Session thread. */
class StretchWriter
{
public:
    /** It must outlive this. */
    explicit StretchWriter (PlaybackRing& ringToFill) : ring (ringToFill) {}

    /** False while the audio thread has no room for the mark of a turn's first sample. Rates in Hz. */
    bool beginStretch (PlayoutTurn&, int sourceRate, int hostRate);

    /** Into at most `room` samples of the ring. False when it took nothing. */
    bool write (PlayoutTurn&, std::span<const std::int16_t> samples, std::size_t room);

    /** False when there is no room for all of the resampler's tail. */
    bool finishStretch (PlayoutTurn&, std::size_t room);

private:
    Resampler::Step convert (std::span<const std::int16_t> samples, std::span<float> target);

    PlaybackRing& ring;
    std::optional<Resampler> resampler;
    std::array<float, 1024> converted{};
};

} // namespace parlando
