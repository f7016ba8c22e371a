#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
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

    /** Samples came that found no room: what there is fades out over its last 5 ms, and what is appended next fades in.
     */
    void refuse (std::uint64_t count);

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
    [[nodiscard]] bool hasBegun() const noexcept { return hasPast || ! stretches.empty(); }
    [[nodiscard]] std::uint64_t streamBegin() const noexcept { return firstBegin; }
    [[nodiscard]] std::uint64_t streamEnd() const noexcept
    {
        return stretches.empty() ? pastEnd : stretches.back().begin + stretches.back().written;
    }

    /** How many source samples were heard when the stream has been played up to a position. */
    [[nodiscard]] std::uint64_t heardAt (std::uint64_t streamPosition) const noexcept;

    /** The source position that lies at a stream position inside the turn, also between two samples. */
    [[nodiscard]] double sourceAt (std::uint64_t streamPosition) const noexcept;

    /** Takes back what was sent but not played: it will be sent again. The part of a source sample is played twice. */
    void rewind (std::uint64_t streamPosition);

    /** Frees memory: the stream was played up to there. */
    void forgetHeard (std::uint64_t streamPosition);
    void forgetAll();

    /** A chunk takes its memory whole, however few samples are in it. */
    static constexpr std::size_t chunkCapacity = 16'384;
    [[nodiscard]] std::size_t chunkCount() const noexcept { return chunks.size(); }

    /** How many samples of that rate fit into the last chunk. */
    [[nodiscard]] std::size_t roomInChunk (int sampleRate) const noexcept
    {
        return chunks.empty() || chunks.back().sampleRate != sampleRate ? 0
                                                                        : chunkCapacity - chunks.back().samples.size();
    }

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

    void addChunk (int sampleRate);
    void fadeOut();
    void fadeIn (std::span<std::int16_t> samples, int sampleRate);

    std::deque<Chunk> chunks;
    std::vector<std::vector<std::int16_t>>
        spare;                     // emptied chunks, so that a long turn does not go through the allocator
    std::deque<Stretch> stretches; // those before them were played whole
    bool hasPast = false;
    std::uint64_t firstBegin = 0, pastEnd = 0; // stream
    std::uint64_t heardInPast = 0;             // source
    std::uint64_t keptSamples = 0, cutSamples = 0, sent = 0;
    std::size_t sendingChunk = 0;
    std::optional<std::size_t> fadedIn; // samples of a fade that has begun
};

} // namespace parlando
