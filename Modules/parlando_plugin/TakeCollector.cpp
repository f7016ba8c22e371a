#include "TakeCollector.h"

#include <utility>

namespace parlando
{

namespace
{

/** What waits is heard within minutes: a service that sends without end must not fill the memory. 12 minutes at 24 kHz
    are 35 MB. */
constexpr std::size_t mostSamplesWaiting = std::size_t{1} << 24;
constexpr std::size_t mostTurnsWaiting = 256;
constexpr std::size_t mostPlacesOfTurn = 1'000;

} // namespace

/** What the person says next is answered by the agent's next turn. */
void TakeCollector::wrote (const TranscriptEntry& entry)
{
    if (entry.speaker != Speaker::person || entry.id <= newestEntry)
        return;

    newestEntry = entry.id;
    laneOfNext = entry.typed && retakeOf ? retakeOf (entry.text) : 0;
}

/** A turn that changes its rate is no take from there on; services do not do that. */
void TakeCollector::agentVoice (std::uint64_t turn, std::span<const std::int16_t> voice, int sampleRate)
{
    if (samples + voice.size() > mostSamplesWaiting || turns.size() > mostTurnsWaiting)
        return;

    auto& take = turns[turn];
    take.turn = turn;

    if (take.voice.empty())
        take.sampleRate = sampleRate;

    if (turn > newestTurn)
    {
        newestTurn = turn;
        take.lane = std::exchange (laneOfNext, 0);
    }

    if (take.sampleRate != sampleRate)
        return;

    take.voice.insert (take.voice.end(), voice.begin(), voice.end());
    samples += voice.size();
}

void TakeCollector::agentPlaced (const VoicePlace& place)
{
    if (const auto found = turns.find (place.turn);
        found != turns.end() && found->second.places.size() < mostPlacesOfTurn)
        found->second.places.push_back (place);
}

void TakeCollector::agentHeard (const HeardVoice& heard)
{
    const auto found = turns.find (heard.turn);

    if (found == turns.end())
        return;

    auto take = std::move (found->second);
    turns.erase (found);
    samples -= take.voice.size();
    take.heard = std::min<std::uint64_t> (heard.heard, take.voice.size());

    if (take.heard > 0 && (take.lane != 0 || ! take.places.empty()))
        taken (std::move (take));
}

} // namespace parlando
