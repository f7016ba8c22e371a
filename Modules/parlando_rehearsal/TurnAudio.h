#pragma once

#include "Voice.h"

#include <parlando_realtime/parlando_realtime.h>

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace parlando
{

/** One turn's speech on its way out: cut into pieces of 40 ms and let go faster than it plays, as Gemini does, with the
    words that begin in each piece. */
class TurnAudio
{
public:
    static constexpr int sampleRate = 24000;
    static constexpr std::size_t pieceSize = 960; // 40 ms

    struct Pace
    {
        double speed = 3.5;          // times real time
        Milliseconds headStart{400}; // of audio that leaves at once
    };

    struct Piece
    {
        std::vector<std::int16_t> samples;
        std::string words; // with the space before them that keeps deltas apart; may be empty
    };

    explicit TurnAudio (Pace p) : pace (p) {}

    void push (Speech speech);

    /** The next piece that may leave at `now`. A last short piece leaves only when `flush` says that nothing follows.
     */
    std::optional<Piece> next (Instant now, bool flush);

    [[nodiscard]] bool isEmpty() const { return waiting.empty(); }
    [[nodiscard]] std::uint64_t sentSamples() const { return sent; }

    /** When a client that played everything at once as it came would fall silent. */
    [[nodiscard]] Instant playbackEnd() const { return playedUntil; }

    /** The words that have left so far. */
    [[nodiscard]] const std::string& said() const { return saidWords; }

private:
    struct TimedWord
    {
        std::uint64_t firstSample;
        std::string text;
    };

    [[nodiscard]] bool mayLeave (Instant now) const;

    Pace pace;
    std::deque<std::int16_t> waiting;
    std::deque<TimedWord> words;
    std::uint64_t pushed = 0;
    std::uint64_t sent = 0;
    std::optional<Instant> firstLeft;
    Instant playedUntil{};
    std::string saidWords;
};

} // namespace parlando
