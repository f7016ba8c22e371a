#pragma once

#include "SpeechActivity.h"
#include "Transcript.h"

#include <parlando_provider/AgentTraits.h>

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace parlando
{

/** How much of a turn's voice was heard, in samples at the service's rate. */
struct TurnPlayback
{
    std::uint64_t heard = 0;
    std::uint64_t discarded = 0;
    bool interrupted = false;
};

/** Joins transcription deltas into the entries of a Transcript. Session thread.

    What it holds has a bound: at mostBytes of entries the oldest go, at mostThoughtBytes the oldest thoughts. A day of
    talk without a pause is a fifth of that. Ids go on; the first that is left need not be 1.
*/
class TranscriptWriter
{
public:
    TranscriptWriter() = default;

    /** Of words, with what an entry takes besides when it is written down: less than readTranscript() takes. */
    static constexpr std::size_t mostBytes = 10u << 20, mostThoughtBytes = 1u << 20;

    /** Goes on with an earlier conversation, whose times count from its start. */
    explicit TranscriptWriter (Transcript earlier);

    using Pieces = AgentTraits::Pieces;

    /** What the pieces of the person's words are, for joining them (C51). */
    void setPersonPieces (Pieces kind) noexcept { personPieces = kind; }

    /** A piece of the person's words; `activity` tells when they were spoken. An empty `text` opens nothing (C52).
        A late piece of an utterance whose entry is already closed continues that entry (C53). Where it is a segment of
        its own, a space goes in front of it (C51). */
    std::optional<TranscriptPiece> person (std::string_view text, bool finished, Instant now,
                                           const SpeechActivity& activity);

    /** What the person seems to be saying; kept out of the entries until it is final. An empty one takes the last one
        back (C54). */
    std::optional<TranscriptPiece> personInterim (std::string_view text);

    /** A typed turn: an entry of its own, closed at once. */
    TranscriptPiece personTyped (std::string_view text, Instant now);

    /** A delta of the agent's words in `turn`. */
    std::optional<TranscriptPiece> agent (std::uint64_t turn, std::string_view text, bool finished, Instant now);

    /** Closes the speaker's open entry, if there is one; what the person seemed to be saying is taken back. */
    std::optional<TranscriptPiece> close (Speaker, const SpeechActivity&);

    /** The same for the person, and what comes now begins another entry, whatever the microphone says (C113). */
    std::optional<TranscriptPiece> endSegment (const SpeechActivity&);

    /** The person interrupted `turn`: what is still written of it is not heard. */
    void agentCut (std::uint64_t turn);

    /** The agent's voice of `turn` began, or fell silent, in the output. */
    void agentBegan (std::uint64_t turn, Instant when);
    void agentStopped (std::uint64_t turn, Instant when, const TurnPlayback&);

    /** A piece of what the agent thinks in `turn`. */
    void thought (std::uint64_t turn, std::string_view text, Instant when);

    /** The session is ready: what was said earlier ends now. */
    void begin (Instant now);

    /** The last turn of the earlier conversation; 0 where there is none. */
    std::uint64_t lastTurn() const noexcept;
    const Transcript& transcript() const noexcept { return result; }

    /** The index of the first entry that changed since the last call; the number of entries when none did. */
    std::size_t takeFirstChanged() noexcept { return std::exchange (firstChanged, result.entries.size()); }

    /** True once: four fifths of it are full, and nothing has gone yet. */
    bool takeNearlyFull() noexcept { return bytes > mostBytes / 5 * 4 && ! std::exchange (hasToldOfLimit, true); }

private:
    void makeRoom();
    void forgetOldThoughts();
    std::vector<std::size_t> entriesOf (std::uint64_t turn) const;
    std::uint64_t lastId() const noexcept { return result.entries.empty() ? 0 : result.entries.back().id; }
    void append (std::string& target, std::string_view text, std::size_t longest, std::size_t& total);
    void append (TranscriptEntry&, std::string_view text);
    void changed (const TranscriptEntry&) noexcept;
    TranscriptEntry* open (Speaker);
    TranscriptEntry& add (Speaker, Instant start);
    TranscriptEntry* continued (const SpeechActivity&);
    bool isSegment (bool isLate, Instant now) const;

    Transcript result;
    std::size_t firstChanged = 0;
    std::size_t bytes = 0, thoughtBytes = 0;
    bool hasToldOfLimit = false;
    std::uint64_t played = 0; // samples of turns that are over
    std::optional<std::size_t> openPerson, openAgent;
    std::optional<Instant> personOnset, lastPersonPiece;
    Pieces personPieces = Pieces::anything;
    bool hasInterim = false;
    std::optional<Instant> agentBeganAt;
    std::uint64_t agentBeganTurn = 0;
    std::uint64_t cutTurn = 0, cutSamples = 0; // the last turn whose voice was cut off, and all that came of it
    std::uint64_t lastBeforeCut = 0;           // entry
};

} // namespace parlando
