#include "Playout.h"

#include <algorithm>
#include <limits>

namespace parlando
{

namespace detail_playout
{

/** Of 10 minutes at 24 kHz there are 879 chunks; some are not full, as a turn or a rate ends in them. */
constexpr int usualRate = 24'000;
constexpr std::size_t chunksNotFull = 128;

/** Cut, and waiting for the report of an audio thread that may stand still. */
constexpr std::ptrdiff_t mostKilled = 256;

} // namespace detail_playout

Playout::Playout (PlaybackRing& ringToFill) : ring (ringToFill), writer (ringToFill) {}

std::size_t Playout::push (std::uint64_t turn, std::span<const std::int16_t> samples, int sampleRate)
{
    if (samples.empty() || sampleRate < 1)
        return 0;

    const auto kept = std::min (roomFor (turn, sampleRate), samples.size());
    isFull = isFull || kept < samples.size();

    if (refused && refused->first != turn)
        finishRefused();

    if (! isPushedTo (turn))
    {
        if (! turns.empty())
            turns.back().isOpen = false;

        if (kept == 0)
        {
            refused = std::pair (turn, (refused ? refused->second : 0) + samples.size());
            return samples.size();
        }

        turns.emplace_back (turn);

        if (const auto before = std::exchange (refused, {}))
            turns.back().refuse (before->second);
    }

    turns.back().append (samples.first (kept), sampleRate);

    if (kept < samples.size())
        turns.back().refuse (samples.size() - kept);

    return samples.size() - kept;
}

bool Playout::isPushedTo (std::uint64_t turn) const noexcept
{
    return ! turns.empty() && turns.back().id == turn && turns.back().isOpen;
}

// In samples of that rate. A turn or a rate that is new takes a chunk of its own.
std::size_t Playout::roomFor (std::uint64_t turn, int sampleRate)
{
    const auto waiting = backlog();
    const auto chunks = chunksInUse();

    if (isFull && (waiting > mostWaiting / 2 || chunks > mostChunks() / 2))
        return 0;

    isFull = false;
    const auto time = std::max (mostWaiting - waiting, Milliseconds (0));
    const auto inTime = static_cast<std::size_t> (time.count() * sampleRate / 1000);
    const auto newChunks = mostChunks() - std::min (chunks, mostChunks());
    const auto inMemory =
        newChunks * PlayoutTurn::chunkCapacity + (isPushedTo (turn) ? turns.back().roomInChunk (sampleRate) : 0);
    return std::min (inTime, inMemory);
}

std::size_t Playout::chunksInUse() const noexcept
{
    std::size_t count = 0;
    for (const auto& turn : turns)
        count += turn.chunkCount();
    return count;
}

std::size_t Playout::mostChunks() const noexcept
{
    const auto samples = static_cast<std::size_t> (mostWaiting.count()) * detail_playout::usualRate / 1000;
    return samples / PlayoutTurn::chunkCapacity + detail_playout::chunksNotFull;
}

// What is silent from its first sample on ends when nothing more can come of it.
void Playout::finishRefused()
{
    const auto [turn, samples] = *std::exchange (refused, {});
    events.push_back ({PlayoutEvent::Kind::silenced, turn, ring.clock.now(), 0, samples});
    remember (turn, {samples, 0, samples});
}

void Playout::setMostWaiting (Milliseconds most) noexcept
{
    mostWaiting = std::clamp (most, Milliseconds (1'000), Milliseconds (3'600'000));
}

void Playout::endTurn (std::uint64_t turn)
{
    if (refused && refused->first == turn)
        finishRefused();

    for (auto& candidate : turns)
        if (candidate.id == turn)
            candidate.isOpen = false;
}

void Playout::cutTurn (std::uint64_t number, std::uint64_t from)
{
    const auto turn = std::find_if (turns.begin(), turns.end(),
                                    [number] (const PlayoutTurn& candidate)
                                    { return candidate.id == number && ! candidate.isKilled; });

    if (turn == turns.end())
        return;

    if (turn->heardAt (playedUpTo()) >= from)
        return interrupt();

    turn->cut (from);
    turn->isOpen = false;
}

void Playout::interrupt()
{
    adoptPreparation();

    // In this order: the report of a jump is there before the read position shows it.
    const auto played = playedUpTo();
    takeReports();
    const auto now = ring.clock.now();

    // Heard to the end, only the report is missing.
    while (! turns.empty() && turns.front().isWritten && ! turns.front().isKilled &&
           turns.front().streamEnd() <= played)
        finish (turns.front(), PlayoutEvent::Kind::lastSample, now, turns.front().kept());

    const auto end = ring.samples.writePosition();
    auto hasCut = false;
    for (auto& turn : turns)
        if (! turn.isKilled)
        {
            turn.isKilled = hasCut = true;
            turn.isOpen = false;
            turn.killedAt = end;
            turn.heardWhenKilled = turn.heardAt (played);
            turn.forgetAll();
        }

    if (refused)
        finishRefused();

    // What is held would be gone back to.
    if (hasCut && played >= end && yield() != VoiceYield::held)
        finishKilled (end, played, now);
    else if (hasCut)
        ring.discardBefore.store (end, std::memory_order_release);

    setYield (VoiceYield::none);

    while (std::count_if (turns.begin(), turns.end(), [] (const auto& turn) { return turn.isKilled; }) >
           detail_playout::mostKilled)
        finish (turns.front(), PlayoutEvent::Kind::silenced, now, turns.front().heardWhenKilled);
}

void Playout::setLead (Milliseconds wanted) noexcept
{
    lead = std::clamp (wanted, Milliseconds (0), Milliseconds (3'600'000));
}

void Playout::setYield (VoiceYield wanted) noexcept { ring.yield.store (wanted, std::memory_order_release); }

Milliseconds Playout::lengthOfLead() const noexcept
{
    return Milliseconds (static_cast<std::int64_t> (fillTarget()) * 1000 / hostRate);
}

void Playout::pump()
{
    adoptPreparation();
    takeReports();
    forgetHeard();

    // A small gap can wait: converting in larger pieces costs less.
    const auto smallGap = static_cast<std::size_t> (hostRate / 100);
    if (const auto filled = level(); filled > 0 && filled + smallGap > fillTarget())
        return;

    for (auto* turn = turnToSend(); turn != nullptr && send (*turn); turn = turnToSend())
    {
    }
}

bool Playout::isDry() const noexcept
{
    const auto waits = [] (const PlayoutTurn& turn)
    { return ! turn.isKilled && (turn.hasUnsent() || ! (turn.isOpen || turn.isWritten)); };
    return level() == 0 && std::none_of (turns.begin(), turns.end(), waits);
}

Playout::TurnCount Playout::count (std::uint64_t turn) const noexcept
{
    for (const auto& candidate : turns)
        if (candidate.id == turn)
        {
            const auto heard = candidate.isKilled ? candidate.heardWhenKilled : candidate.heardAt (playedUpTo());
            return {candidate.received(), heard,
                    candidate.received() - (candidate.isKilled ? heard : candidate.kept())};
        }

    if (refused && refused->first == turn)
        return {refused->second, 0, refused->second};

    for (auto entry = finished.rbegin(); entry != finished.rend(); ++entry)
        if (entry->first == turn)
            return entry->second;
    return {};
}

Milliseconds Playout::backlog() const noexcept
{
    std::chrono::nanoseconds stored{0};
    for (const auto& turn : turns)
        if (! turn.isKilled)
            stored += turn.unsentDuration();
    stored += std::chrono::nanoseconds (static_cast<std::int64_t> (level()) * 1'000'000'000 / hostRate);
    return std::chrono::round<Milliseconds> (stored);
}

//==============================================================================

// After prepare() at another rate: what is in the ring has the old rate. Until `adopted` is stored the audio thread
// leaves the ring alone, so its read position stands still here.
void Playout::adoptPreparation()
{
    const auto prepared = ring.prepared.load (std::memory_order_acquire);
    if (prepared == preparation)
        return;

    preparation = prepared;
    takeReports();
    if (const auto rate = ring.sampleRate.load (std::memory_order_relaxed); rate != hostRate)
    {
        const auto played = playedUpTo();
        finishKilled (std::numeric_limits<std::uint64_t>::max(), played, ring.clock.now());
        for (auto& turn : turns)
            if (! turn.isWritten || turn.streamEnd() > played)
                turn.rewind (played);

        hostRate = rate;
        cleanUntil = ring.samples.writePosition();
        ring.restartAt.store (cleanUntil, std::memory_order_release);
    }
    ring.adopted.store (prepared, std::memory_order_release);
}

PlayoutTurn* Playout::turnToSend() noexcept
{
    const auto found = std::find_if (turns.begin(), turns.end(),
                                     [] (const PlayoutTurn& turn) { return ! turn.isKilled && ! turn.isWritten; });
    return found == turns.end() ? nullptr : &*found;
}

// One step. False when nothing more can be done now; otherwise `turn` may be no longer valid.
bool Playout::send (PlayoutTurn& turn)
{
    const auto filled = level();
    if (filled >= fillTarget() || ((filled == 0 || ! turn.hasBegun()) && ! mayStart (turn)))
        return false;

    const auto room = fillTarget() - filled;
    const auto piece = turn.unsent();
    if (piece.samples.empty())
        return ! turn.isOpen && finishWriting (turn, room);
    if (turn.hasOpenStretch() && turn.stretchRate() != piece.sampleRate)
        return writer.finishStretch (turn, room);
    if (! turn.hasOpenStretch() && ! writer.beginStretch (turn, piece.sampleRate, hostRate))
        return false;
    return writer.write (turn, piece.samples, room);
}

bool Playout::mayStart (const PlayoutTurn& turn) const noexcept
{
    return ! turn.isOpen || turn.unsentDuration() >= cushion.length();
}

bool Playout::finishWriting (PlayoutTurn& turn, std::size_t room)
{
    if (turn.hasOpenStretch() && ! writer.finishStretch (turn, room))
        return false;

    // Too short for one sample at the host's rate: one sample of silence stands for it, so that it ends like any other.
    if (turn.streamEnd() == turn.streamBegin())
    {
        constexpr auto silence = 0.0f;
        if (ring.samples.write (&silence, 1) == 0)
            return false;
        turn.advance (0, 1);
    }

    if (lastDry && lastDry->position == turn.streamEnd())
    {
        finish (turn, PlayoutEvent::Kind::lastSample, lastDry->when, turn.kept());
        return true;
    }
    turn.isWritten = ring.marks.push (turn.streamEnd() - 1);
    return turn.isWritten;
}

std::uint64_t Playout::playedUpTo() const noexcept
{
    return std::max (ring.samples.readPosition(), ring.restartAt.load (std::memory_order_relaxed));
}

std::size_t Playout::level() const noexcept
{
    const auto next = std::max (playedUpTo(), ring.discardBefore.load (std::memory_order_relaxed));
    return static_cast<std::size_t> (ring.samples.writePosition() - next);
}

std::size_t Playout::fillTarget() const noexcept
{
    const auto block = static_cast<std::size_t> (ring.maximumBlockSize.load (std::memory_order_relaxed));
    const auto ahead = static_cast<std::size_t> (lead.count() * hostRate / 1000);
    // And a little, for what is written without asking how much is there.
    const auto kept = static_cast<std::size_t> (PlaybackRing::rewind.count() * hostRate / 1000 + 64);
    return std::min (std::max (ahead, 2 * block), ring.samples.capacity() - kept);
}

} // namespace parlando
