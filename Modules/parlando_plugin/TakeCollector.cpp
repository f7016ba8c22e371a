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

/** A turn that changes its rate is no take from there on; services do not do that. */
void TakeCollector::agentVoice (std::uint64_t turn, std::span<const std::int16_t> voice, int sampleRate)
{
    if (samples + voice.size() > mostSamplesWaiting || turns.size() > mostTurnsWaiting)
        return;

    auto& take = turns[turn];
    take.turn = turn;

    if (take.voice.empty())
        take.sampleRate = sampleRate;

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

    if (take.heard > 0 && ! take.places.empty())
        taken (std::move (take));
}

} // namespace parlando
