// What a Playout hears back from the audio thread.

#include "Playout.h"

#include <algorithm>

namespace parlando
{

void Playout::takeReports()
{
    PlaybackReport report;
    takePlaces();
    while (ring.reports.pop (report))
    {
        takePlaces(); // before the turn may be over that they are in
        switch (report.kind)
        {
            case PlaybackReport::Kind::passed:
                samplePassed (report);
                break;
            case PlaybackReport::Kind::dry:
                streamRanDry (report);
                break;
            case PlaybackReport::Kind::silenced:
                finishKilled (report.discardedTo, report.position, report.when);
                cleanUntil = std::max (cleanUntil, report.discardedTo);
                break;
        }
    }
    countAsPlayed (playedUpTo());
}

void Playout::takePlaces()
{
    PlaybackPlace place;
    while (ring.places.pop (place))
        take (place);
}

void Playout::take (const PlaybackPlace& place)
{
    for (const auto& turn : turns)
        if (turn.hasBegun() && place.position >= turn.streamBegin() && place.position < turn.streamEnd())
        {
            if (place.isBreak || place.position == turn.streamBegin())
                places.push_back (
                    {turn.id, place.position - turn.streamBegin(), turn.sourceAt (place.position), place.host});
            return;
        }
}

void Playout::samplePassed (const PlaybackReport& report)
{
    for (auto& turn : turns)
    {
        if (! turn.isStarted && turn.hasBegun() && turn.streamBegin() == report.position)
        {
            turn.isStarted = true;
            return emit (PlayoutEvent::Kind::firstSample, turn, report.when, turn.heardAt (report.position + 1), 0);
        }
        if (turn.isWritten && turn.streamEnd() == report.position + 1)
            return finish (turn, PlayoutEvent::Kind::lastSample, report.when, turn.kept());
    }
}

// Running dry is an underrun only inside a turn: at its end it is what should happen.
void Playout::streamRanDry (const PlaybackReport& report)
{
    lastDry = report;
    countAsPlayed (report.position);
    for (auto& turn : turns)
        if (! turn.isKilled && turn.hasBegun() && turn.streamEnd() == report.position &&
            (turn.isOpen || turn.hasUnsent()))
        {
            ++underrunCount;
            cushion.underrun();
            return emit (PlayoutEvent::Kind::underrun, turn, report.when, turn.heardAt (report.position), 0);
        }
}

void Playout::countAsPlayed (std::uint64_t position)
{
    if (position > cleanUntil)
    {
        cushion.played (static_cast<double> (position - cleanUntil) / hostRate);
        cleanUntil = position;
    }
}

void Playout::finishKilled (std::uint64_t discardedTo, std::uint64_t heardUntil, Instant when)
{
    while (! turns.empty() && turns.front().isKilled && turns.front().killedAt <= discardedTo)
        finish (turns.front(), PlayoutEvent::Kind::silenced, when, turns.front().heardAt (heardUntil));
}

// The turn is over, and `turn` no longer valid after this.
void Playout::finish (PlayoutTurn& turn, PlayoutEvent::Kind kind, Instant when, std::uint64_t heard)
{
    const TurnCount count{turn.received(), heard, turn.received() - heard};
    if (! turn.isStarted && heard > 0)
        emit (PlayoutEvent::Kind::firstSample, turn, when, heard, 0);
    emit (kind, turn, when, count.heard, count.discarded);

    remember (turn.id, count);
    turns.erase (std::find_if (turns.begin(), turns.end(), [&] (const auto& other) { return &other == &turn; }));
}

void Playout::remember (std::uint64_t turn, TurnCount count)
{
    constexpr std::size_t finishedKept = 64;

    finished.emplace_back (turn, count);
    if (finished.size() > finishedKept)
        finished.pop_front();
}

void Playout::emit (PlayoutEvent::Kind kind, const PlayoutTurn& turn, Instant when, std::uint64_t heard,
                    std::uint64_t discarded)
{
    events.push_back ({kind, turn.id, when, heard, discarded});
}

void Playout::forgetHeard()
{
    for (auto& turn : turns)
        if (! turn.isKilled)
            return turn.forgetHeard (playedUpTo());
}

} // namespace parlando
