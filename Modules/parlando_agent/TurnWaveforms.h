#pragma once

#include <parlando_realtime/parlando_realtime.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

namespace parlando
{

/** How loud the agent's voice is in the course of one turn, for drawing. */
struct TurnWaveform
{
    std::uint64_t turn = 0;
    int sampleRate = 24000;          /**< The service's, in Hz. */
    std::uint64_t samples = 0;       /**< Received so far, at that rate. */
    std::size_t samplesPerPeak = 0;  /**< Samples that one of `peaks` stands for; the last may stand for fewer. */
    std::vector<std::uint8_t> peaks; /**< The largest magnitude; 255 is full scale. */
};

/** The waveforms of the last turns: peaks of 20 ms, twice as long whenever a turn has more than mostPeaks. Written on
    the session thread, read on any thread but the audio thread. */
class TurnWaveforms
{
public:
    static constexpr std::size_t mostTurns = 256, mostPeaks = 1024;

    void add (std::uint64_t turn, std::span<const std::int16_t> samples, int sampleRate);

    /** Nothing where the turn had no audio, or lies too far back. */
    [[nodiscard]] std::optional<TurnWaveform> find (std::uint64_t turn) const;

    void reset();

private:
    mutable std::mutex mutex;
    std::deque<TurnWaveform> waveforms;
};

} // namespace parlando
