#pragma once

#include <parlando_session/parlando_session.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace parlando
{

/** An entry of a transcript for who looks on. */
struct RecentEntry
{
    TranscriptEntry entry;   /**< Of a long text the end. */
    std::size_t leftOut = 0; /**< Bytes of the text before it. It stands still while the text grows, but for a step now
                                and then. */
};

/** An entry without its words: what of a long conversation is looked at many times a second. */
struct EntryOutline
{
    std::uint64_t id = 0;
    Speaker speaker = Speaker::person;
    Instant start;
    std::size_t bytes = 0; /**< Of its text. */
    bool interrupted = false;
    std::uint64_t samplesHeard = 0, samplesReceived = 0; /**< As in the entry. */
};

/** The part of the text that was heard, as heardText() has it; of a text whose beginning is left out by its length. */
std::string heardText (const RecentEntry&);

/** The newest `most` entries, of each text at most `longest` bytes. */
std::vector<RecentEntry> recentOf (const Transcript&, std::size_t most, std::size_t longest);

/** All of them. */
std::vector<EntryOutline> outlineOf (const Transcript&);

/** The entry of that id, of its text at most `longest` bytes; nothing where it is not, or no longer, there. */
std::optional<RecentEntry> recentEntryOf (const Transcript&, std::uint64_t id, std::size_t longest);

} // namespace parlando
