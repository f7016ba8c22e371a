#pragma once

#include "KeptEntries.h"
#include "VoiceLines.h"

#include <parlando_session/parlando_session.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace parlando
{

/** What a journal says of its conversation. */
struct KeptWords
{
    /** To go on with (ConversationOptions::earlier): its ids are 1, 2, 3 …, its start is Instant(). An answer that was
        cut off, or of which nobody noted that it was heard, is `interrupted`. */
    Transcript transcript;

    KeptVoices voices; /**< Where its sound is, as the journal says. */

    std::uint64_t lines = 0; /**< The running number of its last line. */
    int parts = 0;           /**< How often it was begun or gone on with. */
    std::string problem;     /**< One sentence for people where lines were damaged or are missing; else empty. */
};

/** Reads a journal, piece by piece. What is damaged is left out, and so is what it does not know. Memory has a bound
    whatever it is given: that of readTranscript(), of which the newest is kept, that of VoiceLines, and one line. Any
   one thread. */
class JournalReader
{
public:
    /** The latest form of a journal that is understood. */
    static constexpr std::uint64_t version = 1;

    /** The next bytes. Throws std::invalid_argument, with a sentence, where a later version wrote it. */
    void take (std::string_view bytes);

    /** What was read; throws std::invalid_argument where not one line was of a journal. */
    KeptWords finish();

private:
    void takeLine (std::string_view line);
    void takeEvent (const nlohmann::json&);
    void beginPart (const nlohmann::json&);

    std::string line;
    bool isTooLong = false;
    KeptWords result;
    std::uint64_t damaged = 0, missing = 0, damagedSinceGood = 0;
    KeptEntries entries;
    VoiceLines voices;
};

/** What is kept in a conversation's folder, whether or not it is being written. Any thread; blocks on the disk. Throws
    std::invalid_argument, with one sentence that says what to do. */
KeptWords readConversation (const std::string& folder);

} // namespace parlando
