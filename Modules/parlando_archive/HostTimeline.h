#pragma once

#include "KeptWords.h"
#include "TakeTime.h"

#include <cstddef>

namespace parlando
{

/** What was said, with the times at which it was heard on the host's timeline. */
struct HostWords
{
    Transcript transcript;   /**< Its start is Instant(). */
    std::size_t leftOut = 0; /**< Entries that were said while the host stood still, or before its beginning. */
};

/** A conversation's words on the host's timeline. An entry of the agent is where its voice was heard. One of the person
    is as long before or behind the next place of the agent's voice as it was said before or after it, which is right as
    long as the host did not stop or jump in between. Without a host nothing is left. Any thread. */
HostWords onHostTimeline (const KeptWords&, TakeClock);

/** Some turn was heard while a host played. Any thread. */
bool hasHost (const KeptVoices&);

} // namespace parlando
