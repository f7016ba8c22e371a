#pragma once

#include "ReplayPiece.h"
#include "ReplaySegment.h"

#include <parlando_realtime/parlando_realtime.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <vector>

namespace parlando
{

/** What holds a take to its place when the tempo has changed since it was recorded. */
enum class ReplayAnchor
{
    samples, /**< Its time: it stays where it was in seconds. */
    beats    /**< Its quarter note, where the host tells of it; a piece without one stays at its time. */
};

/** Takes at their places, ready for the audio thread at one host rate. It never changes; it shares the voices and adds
    some hundred bytes for each piece.

    Of pieces over each other the newest is heard, with crossfades of 5 ms. A piece that begins or ends inside its take
    has a fade of 5 ms there, within it; a take's own beginning and end have none. Pieces that go on one from the other
    without a gap are one. What is shorter than two fades is left out. */
class ReplayMap
{
public:
    static constexpr std::size_t mostPieces = std::size_t{1} << 17;
    static constexpr std::size_t mostSamples = std::size_t{1} << 28; /**< Of all voices: 3 hours at 24 kHz. */
    static constexpr std::size_t mostVoiceRates = 8;                 /**< That differ. */
    static constexpr int lowestRate = 8'000;                         /**< Hz, of hosts. */
    static constexpr int highestRate = PolyphaseFilter::highestRate;
    static constexpr std::int64_t farthest = std::int64_t{1} << 42; /**< Samples from 0: 265 days at 192 kHz. */

    /** `pieces`: the oldest first. A place that was recorded at another host rate is converted and rounded once. Throws
        std::invalid_argument with one sentence that begins with the piece, counted from 1, where one is out of its
        voice or of the limits. Any thread but the audio thread; takes milliseconds. */
    ReplayMap (std::span<const ReplayPiece> pieces, int hostRate, ReplayAnchor);

    [[nodiscard]] int hostRate() const PARLANDO_REALTIME { return rate; }
    [[nodiscard]] ReplayAnchor anchor() const PARLANDO_REALTIME { return anchoredTo; }

    /** Sorted by place, so that those that touch a block lie together. */
    [[nodiscard]] std::span<const ReplaySegment> segments() const PARLANDO_REALTIME { return placed; }

    /** The first of segments() that may sound at `position` or later. `hint`: what was found before, anything else
        is only slower. */
    [[nodiscard]] std::size_t firstAt (std::int64_t position, std::size_t hint) const PARLANDO_REALTIME;

    /** Those that have a quarter note, sorted by it. */
    [[nodiscard]] std::span<const ReplaySegment> byBeats() const PARLANDO_REALTIME { return beaten; }

    /** The longest of them, in host samples. */
    [[nodiscard]] std::int64_t longestByBeats() const PARLANDO_REALTIME { return longest; }

    /** Raised cosine from 0 to 1, over 5 ms. */
    [[nodiscard]] std::span<const float> fade() const PARLANDO_REALTIME { return fadeIn; }

private:
    std::vector<ReplaySegment> placedPieces (std::span<const ReplayPiece>);
    ReplaySegment place (const ReplayPiece&, std::uint32_t age);
    const PolyphaseFilter& filterFor (int voiceRate);
    void makeFade();
    void keep (std::span<const ReplayPiece>);
    void sortByBeats();

    int rate;
    ReplayAnchor anchoredTo;
    std::vector<std::shared_ptr<const TakeVoice>> voices;
    std::map<int, PolyphaseFilter> filters; // by the voice's rate
    std::vector<float> fadeIn;
    std::vector<ReplaySegment> placed, beaten;
    std::vector<std::int64_t> coreEnds; // of `placed`, close together for the search
    std::int64_t longest = 0;
};

} // namespace parlando
