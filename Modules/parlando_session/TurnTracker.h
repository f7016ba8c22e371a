#pragma once

#include <cstdint>

namespace parlando
{

/** The agent's turns as the wire tells them: which one is open, and whether its audio still counts.

    A turn opens with its first content and closes with turnComplete (protocol section 4.2). After an interruption
    what still comes of the open turn belongs to the dead turn (C18).
*/
class TurnTracker
{
public:
    /** `last`: the last turn of an earlier conversation, 0 for none. */
    explicit TurnTracker (std::uint64_t last = 0) : number (last) {}

    /** Content came: opens a turn if none is. True when it did. */
    bool content() noexcept
    {
        if (open)
            return false;

        open = true;
        dead = cut = false;
        ++number;
        return true;
    }

    /** An interruption, from the service or from here. */
    void interrupted() noexcept
    {
        dead = open;
        cut = true;
    }

    /** The turnComplete that comes next is that of what was interrupted, even where nothing of that had come (C117). */
    bool wasInterrupted() const noexcept { return cut; }

    /** All content of the open turn was sent. Audio that comes all the same is a turn of its own. */
    void generated() noexcept { isGenerated = open; }
    bool wasGenerated() const noexcept { return isGenerated; }

    void complete() noexcept { open = dead = cut = isGenerated = false; }

    bool isOpen() const noexcept { return open; }

    /** True when audio of the open turn is no longer to be played. */
    bool isDead() const noexcept { return dead; }

    /** The open turn, or the last one; from 1, 0 before the first. */
    std::uint64_t current() const noexcept { return number; }

private:
    std::uint64_t number = 0;
    bool open = false;
    bool dead = false;
    bool cut = false;
    bool isGenerated = false;
};

} // namespace parlando
