#pragma once

#include "PlaybackRing.h"
#include "PlayoutEvent.h"
#include "PlayoutTurn.h"
#include "StartCushion.h"
#include "StretchWriter.h"
#include "VoicePlace.h"

#include <cstdint>
#include <deque>
#include <list>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace parlando
{

/** What the agent says: a store of minutes in front of the playback ring. Only interrupt(), cutTurn() and a full store
    drop a sample. Session thread only.

    A turn ends by endTurn(), by the first push of another turn, or by interrupt(). Every turn that got at least one
    sample ends with exactly one event: lastSample, or silenced. These and the others come from the audio thread's
    reports, so they come only while the host calls process().
*/
class Playout
{
public:
    struct TurnCount
    {
        /** Source samples; once the turn is over, received == heard + discarded. */
        std::uint64_t received = 0, heard = 0, discarded = 0;
    };

    explicit Playout (PlaybackRing&);

    /** Turn numbers are the caller's; a turn that has ended must not be pushed again. The rate is in Hz and may differ
        from push to push; empty pushes and rates below 1 Hz are ignored.

        Returns how many of the samples find no room: they count as discarded, and so does all that comes until half of
        the store has been heard, so that the voice has one hole instead of many. */
    std::size_t push (std::uint64_t turn, std::span<const std::int16_t> samples, int sampleRate);

    /** No more audio comes for this turn: its very last sample will be heard. Unknown and ended turns are ignored. */
    void endTurn (std::uint64_t turn);

    /** No more is heard of this turn from the source position `from` on, but for what is in the ring already: what lies
        before is. Where playing has come further, all is interrupted. */
    void cutTurn (std::uint64_t turn, std::uint64_t from);

    /** Empties the store, and the ring behind a fade of 5 ms (C17). Harmless when there is nothing to cut (C19). */
    void interrupt();

    /** How far the voice makes way for a person from the audio thread's next block on. What was held goes on 150 ms
        before the sample at which it stopped, though not before its turn; nothing that was received is lost meanwhile.
        interrupt() takes it back: what comes next is another voice. */
    void setYield (VoiceYield) noexcept;
    [[nodiscard]] VoiceYield yield() const noexcept { return ring.yield.load (std::memory_order_relaxed); }

    /** How much of the playback ring is kept filled (200 ms unless set). Limited by the ring, and at least two of the
        host's blocks. */
    void setLead (Milliseconds) noexcept;

    /** What setLead() comes to. */
    [[nodiscard]] Milliseconds lengthOfLead() const noexcept;

    /** How much may wait to be heard: 10 minutes unless set, 1 s to 1 h, as long as it fits into the memory of that
       much at 24 kHz. */
    void setMostWaiting (Milliseconds) noexcept;

    /** Fills the playback ring up to the lead. Call after push and endTurn, and on every tick. */
    void pump();

    /** Nothing is stored and nothing is in the ring. */
    [[nodiscard]] bool isDry() const noexcept;

    /** More may come of the turn that was pushed last. */
    [[nodiscard]] bool hasOpenTurn() const noexcept { return ! turns.empty() && turns.back().isOpen; }

    /** Calls fn (const PlayoutEvent&) for each event since the last poll, in order, and before them placed (const
        VoicePlace&) for each place at which the voice was heard. */
    template <typename Fn, typename Placed>
    void poll (Fn&& fn, Placed&& placed)
    {
        takeReports();
        for (const auto& place : std::exchange (places, {}))
            placed (place);
        while (! events.empty())
        {
            const auto event = events.front();
            events.pop_front();
            fn (event);
        }
    }

    /** The same for who has no use for places. */
    template <typename Fn>
    void poll (Fn&& fn)
    {
        poll (fn, [] (const VoicePlace&) {});
    }

    /** Of the turns not yet over and of the last 64 that are; zeros for any other. */
    [[nodiscard]] TurnCount count (std::uint64_t turn) const noexcept;

    /** Speech that waits to be heard, in store and ring. */
    [[nodiscard]] Milliseconds backlog() const noexcept;

    [[nodiscard]] std::uint64_t underruns() const noexcept { return underrunCount; }
    [[nodiscard]] Milliseconds startCushion() const noexcept { return cushion.length(); }

private:
    // PlayoutReports.cpp: hearing back from the audio thread.
    void takeReports();
    void takePlaces();
    void take (const PlaybackPlace&);
    void samplePassed (const PlaybackReport&);
    void streamRanDry (const PlaybackReport&);
    void countAsPlayed (std::uint64_t position);
    void finishKilled (std::uint64_t discardedTo, std::uint64_t heardUntil, Instant when);
    void finish (PlayoutTurn&, PlayoutEvent::Kind, Instant when, std::uint64_t heard);
    void forgetHeard();
    void finishRefused();
    void remember (std::uint64_t turn, TurnCount);
    void emit (PlayoutEvent::Kind, const PlayoutTurn&, Instant when, std::uint64_t heard, std::uint64_t discarded);

    // Filling the store.
    [[nodiscard]] bool isPushedTo (std::uint64_t turn) const noexcept;
    [[nodiscard]] std::size_t roomFor (std::uint64_t turn, int sampleRate);
    [[nodiscard]] std::size_t chunksInUse() const noexcept;
    [[nodiscard]] std::size_t mostChunks() const noexcept;

    // Filling the ring.
    void adoptPreparation();
    [[nodiscard]] PlayoutTurn* turnToSend() noexcept;
    bool send (PlayoutTurn&);
    bool finishWriting (PlayoutTurn&, std::size_t room);
    [[nodiscard]] bool mayStart (const PlayoutTurn&) const noexcept;

    [[nodiscard]] std::uint64_t playedUpTo() const noexcept;
    [[nodiscard]] std::size_t level() const noexcept;
    [[nodiscard]] std::size_t fillTarget() const noexcept;

    PlaybackRing& ring;
    std::list<PlayoutTurn> turns; // killed ones first, then those that play or wait
    std::deque<PlayoutEvent> events;
    std::vector<VoicePlace> places; // since the last poll
    std::deque<std::pair<std::uint64_t, TurnCount>> finished;
    StretchWriter writer;
    StartCushion cushion;
    Milliseconds lead{200}, mostWaiting{600'000};
    bool isFull = false;                                            // and not yet half empty again
    std::optional<std::pair<std::uint64_t, std::uint64_t>> refused; // a turn of which nothing found room; samples
    std::uint32_t preparation = 0;
    int hostRate = 48'000;
    std::uint64_t cleanUntil = 0; // stream position up to which playing was counted for the cushion
    std::uint64_t underrunCount = 0;
    std::optional<PlaybackReport> lastDry;
};

} // namespace parlando
