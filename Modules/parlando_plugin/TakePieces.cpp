#include "TakePieces.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace parlando
{

namespace
{

/** The last sample of a voice at or before a frame that lies on a frame itself, so that a piece which begins there is
   at its place to the sample at any ratio of rates; and by how many frames it lies before. */
struct CommonPlace
{
    std::int64_t sample = 0, lead = 0;
};

CommonPlace commonPlaceBefore (const VoicePlace& place, int voiceRate)
{
    const auto common = std::gcd (voiceRate, place.host.sampleRate);
    const auto frames = place.host.sampleRate / common;
    const auto frame = static_cast<std::int64_t> (place.frame);
    const CommonPlace found{frame / frames * (voiceRate / common), frame % frames};
    const auto sample =
        static_cast<double> (found.sample) + static_cast<double> (found.lead) * voiceRate / place.host.sampleRate;

    // The host's rate has changed in the midst of the turn: its frames before count at another one.
    if (std::fabs (sample - place.sample) >= 1.0)
        return {static_cast<std::int64_t> (place.sample), 0};

    return found;
}

std::int64_t sampleAt (const VoicePlace& place) { return static_cast<std::int64_t> (std::ceil (place.sample)); }

ReplayPiece pieceAt (const VoicePlace& place, std::int64_t end, std::shared_ptr<const TakeVoice> voice)
{
    const auto& host = place.host;
    const auto begin = commonPlaceBefore (place, voice->sampleRate());
    ReplayPiece piece{
        std::move (voice), begin.sample, end - begin.sample, host.samples - begin.lead, host.sampleRate, {}, {}};

    if (host.tempo && host.beats)
    {
        piece.tempo = host.tempo.value;
        piece.beats = host.beats.value - static_cast<double> (begin.lead) / host.sampleRate * host.tempo.value / 60.0;
    }

    return piece;
}

} // namespace

std::vector<ReplayPiece> piecesOf (const HeardTake& take, std::shared_ptr<const TakeVoice> voice)
{
    std::vector<ReplayPiece> pieces;
    const auto heard = static_cast<std::int64_t> (std::min<std::uint64_t> (take.heard, voice->samples().size()));

    for (std::size_t i = 0; i < take.places.size(); ++i)
    {
        const auto& place = take.places[i];
        const auto end = i + 1 < take.places.size() ? std::min (sampleAt (take.places[i + 1]), heard) : heard;

        if (place.host.isPlaying && place.host.hasSamples && place.host.sampleRate > 0 && end > sampleAt (place))
            pieces.push_back (pieceAt (place, end, voice));
    }

    return pieces;
}

} // namespace parlando
