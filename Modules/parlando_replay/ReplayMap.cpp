#include "ReplayMap.h"

#include "ReplayLayout.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>
#include <stdexcept>
#include <string>

namespace parlando
{

namespace
{

void refuse (std::size_t index, const char* what)
{
    throw std::invalid_argument ("Piece " + std::to_string (index + 1) + " of the takes " + what + ".");
}

bool isRate (int rate) { return rate >= ReplayMap::lowestRate && rate <= ReplayMap::highestRate; }

void check (const ReplayPiece& piece, std::size_t index)
{
    if (piece.voice == nullptr)
        refuse (index, "has no voice");

    const auto size = static_cast<std::int64_t> (piece.voice->samples().size());

    if (piece.first < 0 || piece.count < 1 || piece.first > size || piece.count > size - piece.first)
        refuse (index, "reaches out of its take");

    if (piece.position < -ReplayMap::farthest || piece.position > ReplayMap::farthest)
        refuse (index, "lies too far from the start of the session");

    if (! isRate (piece.hostRate))
        refuse (index, "was recorded at a rate that is not from 8,000 to 768,000 Hz");

    if (piece.beats && ! (std::fabs (*piece.beats) <= 1e9))
        refuse (index, "has a quarter note that is out of range");

    if (piece.tempo && ! (*piece.tempo > 0.0 && *piece.tempo <= 1e4))
        refuse (index, "has a tempo that is not above 0 and up to 10,000");
}

/** Half a sample goes up, below 0 as above. */
std::int64_t converted (std::int64_t position, int from, int to)
{
    const auto doubled = 2 * position * to + from, divisor = std::int64_t{2} * from;
    const auto quotient = doubled / divisor;
    return quotient - (doubled % divisor < 0 ? 1 : 0);
}

/** A piece begins at a whole sample of its voice and at a whole one of the host it was recorded in: where both have
   been rounded there may be as much between it and the one that it goes on from. */
std::int64_t slack (const ReplayPiece& piece, const PolyphaseFilter& filter, int hostRate)
{
    return filter.targetCount (1) + (hostRate + piece.hostRate - 1) / piece.hostRate;
}

} // namespace

ReplayMap::ReplayMap (std::span<const ReplayPiece> pieces, int hostRate, ReplayAnchor anchor)
    : rate (hostRate), anchoredTo (anchor)
{
    if (! isRate (hostRate))
        throw std::invalid_argument ("Takes are played at rates from 8,000 to 768,000 Hz.");

    if (pieces.size() > mostPieces)
        throw std::invalid_argument ("There are more than 131,072 pieces of takes; leave some out.");

    keep (pieces);
    makeFade();
    placed = layOut (placedPieces (pieces), static_cast<std::int64_t> (fadeIn.size()));

    for (const auto& segment : placed)
        coreEnds.push_back (segment.coreEnd);

    sortByBeats();
}

void ReplayMap::keep (std::span<const ReplayPiece> pieces)
{
    std::set<const TakeVoice*> seen;
    std::size_t samples = 0;

    for (std::size_t i = 0; i < pieces.size(); ++i)
    {
        check (pieces[i], i);

        if (seen.insert (pieces[i].voice.get()).second)
        {
            voices.push_back (pieces[i].voice);
            samples += pieces[i].voice->samples().size();
        }
    }

    if (samples > mostSamples)
        throw std::invalid_argument ("The takes are longer than 268,435,456 samples in all; leave some out.");
}

void ReplayMap::makeFade()
{
    const auto count = std::lround (0.005 * rate);

    for (long i = 0; i < count; ++i)
        fadeIn.push_back (static_cast<float> (
            0.5 - 0.5 * std::cos (std::numbers::pi * (static_cast<double> (i) + 0.5) / static_cast<double> (count))));
}

const PolyphaseFilter& ReplayMap::filterFor (int voiceRate)
{
    const auto known = filters.find (voiceRate);

    if (known != filters.end())
        return known->second;

    if (filters.size() == mostVoiceRates)
        throw std::invalid_argument ("The takes have more than 8 different rates; leave some out.");

    return filters.emplace (voiceRate, PolyphaseFilter (voiceRate, rate)).first->second;
}

ReplaySegment ReplayMap::place (const ReplayPiece& piece, std::uint32_t age)
{
    ReplaySegment placedPiece;
    placedPiece.voice = piece.voice.get();
    placedPiece.filter = &filterFor (piece.voice->sampleRate());
    placedPiece.first = piece.first;
    placedPiece.pieceBegin = converted (piece.position, piece.hostRate, rate);
    placedPiece.pieceEnd = placedPiece.pieceBegin + placedPiece.filter->targetCount (piece.count);
    placedPiece.fadesIn = piece.first > 0;
    placedPiece.age = age;
    placedPiece.hasBeats = piece.beats && piece.tempo;
    placedPiece.beats = piece.beats.value_or (0.0);
    placedPiece.beatsPerSample = piece.tempo.value_or (0.0) / (60.0 * rate);
    return placedPiece;
}

std::vector<ReplaySegment> ReplayMap::placedPieces (std::span<const ReplayPiece> pieces)
{
    std::vector<ReplaySegment> all;
    std::int64_t end = 0; // in the voice, of the last of them
    const auto shortest = 2 * static_cast<std::int64_t> (fadeIn.size());

    for (std::uint32_t i = 0; i < pieces.size(); ++i)
    {
        const auto& piece = pieces[i];
        const auto next = place (piece, i);

        const auto goesOn = ! all.empty() && all.back().voice == next.voice && end == piece.first &&
                            std::abs (all.back().pieceEnd - next.pieceBegin) <= slack (piece, *next.filter, rate);

        if (goesOn)
        {
            const auto count = piece.first + piece.count - all.back().first;
            all.back().pieceEnd = all.back().pieceBegin + next.filter->targetCount (count);
        }
        else
        {
            all.push_back (next);
        }

        end = piece.first + piece.count;
        all.back().fadesOut = end < static_cast<std::int64_t> (piece.voice->samples().size());
        all.back().begin = all.back().pieceBegin;
        all.back().end = all.back().pieceEnd;
    }

    std::erase_if (all, [shortest] (const auto& piece) { return piece.end - piece.begin < shortest; });
    return all;
}

/** Mostly the host rolls on, and a search would fetch memory from ten places that nobody else has used since. */
std::size_t ReplayMap::firstAt (std::int64_t position, std::size_t hint) const PARLANDO_REALTIME
{
    const auto wanted = position - static_cast<std::int64_t> (fadeIn.size());
    const auto isFirst = [this, wanted] (std::size_t i) PARLANDO_REALTIME
    { return (i == 0 || coreEnds[i - 1] <= wanted) && (i == coreEnds.size() || coreEnds[i] > wanted); };

    if (hint <= coreEnds.size() && isFirst (hint))
        return hint;

    const auto found = std::upper_bound (coreEnds.begin(), coreEnds.end(), wanted);
    return static_cast<std::size_t> (found - coreEnds.begin());
}

void ReplayMap::sortByBeats()
{
    for (const auto& segment : placed)
    {
        if (! segment.hasBeats)
            continue;

        beaten.push_back (segment);
        beaten.back().beats += static_cast<double> (segment.begin - segment.pieceBegin) * segment.beatsPerSample;
        longest = std::max (longest, segment.end - segment.begin);
    }

    std::sort (beaten.begin(), beaten.end(),
               [] (const auto& a, const auto& b) { return a.beats != b.beats ? a.beats < b.beats : a.age < b.age; });
}

} // namespace parlando
