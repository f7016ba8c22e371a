#pragma once

#include <parlando_realtime/parlando_realtime.h>

#include <cstdint>

namespace parlando
{

/** Whether a block goes on from the one before. A jump (a loop's end, a locate) is out of step once; a host that plays
    at another speed than its time runs is out of step in each block, by little. Audio thread. */
class RollWatch
{
public:
    struct Step
    {
        bool isJump = false;       /**< Nothing of what was before counts; so is the first. */
        bool isOtherSpeed = false; /**< The second block in a row out of step by less than four blocks. */
    };

    /** `frames` above 0, `tolerance` in samples. */
    Step next (std::int64_t position, int frames, std::int64_t tolerance) PARLANDO_REALTIME;

    /** The host stands still. */
    void stop() PARLANDO_REALTIME { *this = {}; }

    [[nodiscard]] bool isRolling() const PARLANDO_REALTIME { return lastFrames > 0; }

    /** Where a block would go on, while it rolls. */
    [[nodiscard]] std::int64_t expected() const PARLANDO_REALTIME { return lastPosition + lastFrames; }

private:
    std::int64_t lastPosition = 0;
    int lastFrames = 0; // 0: not rolling
    bool wasOutOfStep = false;
};

} // namespace parlando
