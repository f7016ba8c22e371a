#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <vector>

namespace parlando
{

/** One turn of the agent inside Playout: the samples until they have been heard, and where in the playback stream each
    of them went. Session thread only. Source positions count the turn's samples as they were pushed, over all rates. */
class PlayoutTurn
{
public:
    explicit PlayoutTurn (std::uint64_t number) : id (number) {}

    const std::uint64_t id;
    bool isOpen = true;     // more may be pushed
    bool isStarted = false; // its first sample is known to have gone out
    bool isWritten = false; // all of it is in the playback stream
    bool isKilled = false;  // cut by interrupt(), waiting for the audio thread's report
    std::uint64_t killedAt = 0;
    std::uint64_t heardWhenKilled = 0;

    void append (std::span<const std::int16_t> samples, int sampleRate);
    [[nodiscard]] std::uint64_t received() const noexcept { return keptSamples + cutSamples; }

    /** What there is to be heard: all that was received, unless it was cut. */
    [[nodiscard]] std::uint64_t kept() const noexcept { return keptSamples; }

    /** Nothing is sent any more from a source position on, behind a fade of 5 ms. */
    void cut (std::uint64_t sourcePosition);

    /** The next samples for the resampler: in one piece of memory and of one rate; empty when all were sent. */
    struct Piece
    {
        std::span<const std::int16_t> samples;
        int sampleRate = 0;
    };

    [[nodiscard]] Piece unsent() const noexcept;
    [[nodiscard]] bool hasUnsent() const noexcept { return sent < keptSamples; }
    [[nodiscard]] std::chrono::nanoseconds unsentDuration() const noexcept;

    /** A stretch is one run of one resampler: source samples in, stream samples out, in proportion. */
    void beginStretch (std::uint64_t streamPosition, int sourceRate, int hostRate);
    void advance (std::size_t sourceSamples, std::size_t streamSamples) noexcept;
    void finishStretch() noexcept;
    [[nodiscard]] bool hasOpenStretch() const noexcept { return ! stretches.empty() && ! stretches.back().isFinished; }
    [[nodiscard]] int stretchRate() const noexcept { return stretches.back().sourceRate; }
    [[nodiscard]] bool hasBegun() const noexcept { return ! stretches.empty(); }
    [[nodiscard]] std::uint64_t streamBegin() const noexcept { return stretches.front().begin; }
    [[nodiscard]] std::uint64_t streamEnd() const noexcept { return stretches.back().begin + stretches.back().written; }

    /** How many source samples were heard when the stream has been played up to a position. */
    [[nodiscard]] std::uint64_t heardAt (std::uint64_t streamPosition) const noexcept;

    /** Takes back what was sent but not played: it will be sent again. The part of a source sample is played twice. */
    void rewind (std::uint64_t streamPosition);

    /** Frees memory: these samples were heard. */
    void forgetBefore (std::uint64_t sourcePosition);
    void forgetAll();

private:
    struct Chunk
    {
        int sampleRate;
        std::uint64_t begin; // source position
        std::vector<std::int16_t> samples;

        [[nodiscard]] std::uint64_t end() const noexcept { return begin + samples.size(); }
    };

    struct Stretch
    {
        std::uint64_t begin = 0, written = 0;           // stream
        std::uint64_t sourceBegin = 0, sourceCount = 0; // source
        int sourceRate = 0, hostRate = 0;
        bool isFinished = false; // the resampler was flushed: all source samples lie in [begin, begin + written)

        [[nodiscard]] std::uint64_t heardAt (std::uint64_t streamPosition) const noexcept;
    };

    static constexpr std::size_t chunkCapacity = 16'384;

    void addChunk (int sampleRate);
    void fadeOut();

    std::deque<Chunk> chunks;
    std::vector<std::vector<std::int16_t>>
        spare; // emptied chunks, so that a long turn does not go through the allocator
    std::vector<Stretch> stretches;
    std::uint64_t keptSamples = 0, cutSamples = 0, sent = 0;
    std::size_t sendingChunk = 0;
};

} // namespace parlando
