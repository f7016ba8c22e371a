#pragma once

#include "SessionEvents.h"

#include <string>
#include <string_view>
#include <vector>

namespace parlando
{

/** One contiguous utterance of one speaker. */
struct TranscriptEntry
{
    std::uint64_t id = 0; /**< From 1, in the order in which entries began; stable, also where it is gone on with. */
    Speaker speaker = Speaker::person;
    std::string text;
    Instant start;            /**< Person: onset by local level; agent: first sample in an output block. */
    Instant end;              /**< Person: end by local level; agent: last sample or the interruption's silence. */
    std::uint64_t turn = 0;   /**< The agent turn, 0 for the person. */
    bool typed = false;       /**< The person typed it. */
    bool interrupted = false; /**< It was not heard to its end: `text` may say more than was heard. */
    bool final = false;

    /** Samples of the agent's voice at the service's rate. Agent: of its turn, known once that was played out. */
    std::uint64_t samplesHeard = 0, samplesReceived = 0;

    /** How much of the agent's voice had been heard in the whole conversation when this began, and when it ended, in
        samples; of turns that had been played out. */
    std::uint64_t playedBegin = 0, playedEnd = 0;
};

/** The part of an entry's text that was heard: all of it, or of an interrupted turn the share that its heard samples
    have of all, by the rules of spokenPart(): whole words, in scripts without spaces whole characters. */
std::string heardText (const TranscriptEntry&);

/** What the agent thought in a turn; never spoken (C55). */
struct TranscriptThought
{
    std::uint64_t turn = 0;
    Instant when;
    std::string text;
};

/** The transcript of a session, entries ordered by id; of a very long one the newest (TranscriptWriter). */
struct Transcript
{
    Instant start; /**< Time zero of the written forms: when the session became ready. */
    std::vector<TranscriptEntry> entries;
    std::vector<TranscriptThought> thoughts; /**< One for each turn that had any. */
};

/** SubRip: numbered cues of at most two lines of 42 columns, `HH:MM:SS,mmm`, "Person:" and "Agent:" before the text;
    of an interrupted answer what was heard. Lines end in CR LF. Angle brackets and braces stay text in readers that
   know commands: U+2060 stands behind the one that opens. */
std::string toSrt (const Transcript&);

/** WebVTT, the same cues with voice spans (`<v Person>`), text escaped as the format asks. */
std::string toVtt (const Transcript&);

/** One line an entry: `[mm:ss] Person: …`. */
std::string toText (const Transcript&);

/** An object {"entries": [...], "thoughts": [...]}; times in seconds from the transcript's start. */
std::string toJsonText (const Transcript&);

/** What toJsonText() wrote: a conversation to go on with. Its `start` is Instant(). Throws std::invalid_argument, with
   a sentence that names the place, for anything else: more than 16 MB, 100,000 entries or 256 kB in a text, ids that
   are not 1, 2, 3 …, times outside of 0 to 10,000,000 s. */
Transcript readTranscript (std::string_view json);

} // namespace parlando
