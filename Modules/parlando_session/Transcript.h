#pragma once

#include "SessionEvents.h"

#include <string>
#include <vector>

namespace parlando
{

/** One contiguous utterance of one speaker. */
struct TranscriptEntry
{
    std::uint64_t id = 0; /**< From 1, in the order in which entries began; stable for the session. */
    Speaker speaker = Speaker::person;
    std::string text;
    Instant start;            /**< Person: onset by local level; agent: first sample in an output block. */
    Instant end;              /**< Person: end by local level; agent: last sample or the interruption's silence. */
    std::uint64_t turn = 0;   /**< The agent turn, 0 for the person. */
    bool typed = false;       /**< The person typed it. */
    bool interrupted = false; /**< The person spoke over it: `text` may say more than was heard. */
    bool final = false;
};

/** The transcript of a session, entries ordered by id. */
struct Transcript
{
    Instant start; /**< Time zero of the written forms: when the session became ready. */
    std::vector<TranscriptEntry> entries;
};

/** SubRip: numbered cues, `HH:MM:SS,mmm`, "Person:" and "Agent:" before the text; line breaks kept out of cues. */
std::string toSrt (const Transcript&);

/** WebVTT with voice spans (`<v Person>`), text escaped as the format asks. */
std::string toVtt (const Transcript&);

/** One line an entry: `[mm:ss] Person: …`. */
std::string toText (const Transcript&);

/** An object {"entries": [...]}; times in seconds from the transcript's start. */
std::string toJsonText (const Transcript&);

} // namespace parlando
