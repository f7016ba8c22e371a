#pragma once

#include <parlando_realtime/parlando_realtime.h>

namespace parlando
{

/** Calls AudioEngine::process() where no sound card does: from the session thread, with files at both ends or, as
    AudioPatch does, with anything.

    One thread then does it all, and a block that completes a microphone message is followed by that message at once.
*/
class BlockClock
{
public:
    virtual ~BlockClock() = default;

    /** Session thread, over and over while a conversation lasts: runs the blocks that are due at `now`, and returns
        when the next one is. A moment that has passed means at once, after the session thread's other work. What it
        throws ends the conversation with its sentence. */
    virtual Instant run (Instant now) = 0;

    /** False where blocks run as fast as they go: the playback ring is then kept full. Never changes. */
    virtual bool isPaced() const = 0;
};

} // namespace parlando
