#pragma once

#include <parlando_session/parlando_session.h>

#include <cstdint>
#include <map>
#include <set>

namespace parlando
{

/** The words of a conversation, put together from the lines of its journal. Memory has a bound, that of
    readTranscript(), of which the newest is kept. What takes a line throws std::invalid_argument where it makes no
    sense; then nothing of it is taken. Any one thread. */
class KeptEntries
{
public:
    /** A part begins whose ids count from those `known` to it, with what went before; without a number all that is
        here. */
    void beginPart (std::optional<std::uint64_t> known);

    void takePiece (const nlohmann::json&);
    void takeEntry (const nlohmann::json&);
    void takeThought (const nlohmann::json&);
    void takeTurnStarted (const nlohmann::json&);
    void takeVoice (const nlohmann::json&);
    void takeHeard (const nlohmann::json&);

    /** All of it; nothing is left here. */
    Transcript takeTranscript();

private:
    struct Entry
    {
        TranscriptEntry words;
        bool isWhole = false; // as the session had it; else put together from its pieces
    };

    void endPart();
    Entry* entryAt (std::uint64_t idInPart);
    void forgetOldest();

    std::map<std::uint64_t, Entry> entries; // by their id in the whole
    std::map<std::uint64_t, TranscriptThought> thoughts;
    std::size_t bytes = 0;
    std::uint64_t lastNumbered = 0;  // the last id of the parts before
    std::int64_t offset = 0;         // of a part's ids to those of the whole
    std::uint64_t turn = 0;          // the last that began
    std::set<std::uint64_t> unheard; // turns whose voice came
    std::uint64_t played = 0;        // samples
};

} // namespace parlando
