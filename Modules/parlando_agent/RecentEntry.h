#pragma once

#include <parlando_session/parlando_session.h>

#include <cstddef>
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

/** The part of the text that was heard, as heardText() has it; of a text whose beginning is left out by its length. */
std::string heardText (const RecentEntry&);

/** The newest `most` entries, of each text at most `longest` bytes. */
std::vector<RecentEntry> recentOf (const Transcript&, std::size_t most, std::size_t longest);

} // namespace parlando
