#include "RollWatch.h"

#include <cstdlib>

namespace parlando
{

RollWatch::Step RollWatch::next (std::int64_t position, int frames, std::int64_t tolerance) PARLANDO_REALTIME
{
    Step step;
    step.isJump = ! isRolling();
    auto isOutOfStep = false;

    if (isRolling())
    {
        const auto advance = position - lastPosition;
        step.isJump = std::abs (advance - lastFrames) > tolerance;
        isOutOfStep = step.isJump && std::abs (advance) <= std::int64_t{4} * lastFrames;
        step.isOtherSpeed = isOutOfStep && wasOutOfStep;
    }

    lastPosition = position;
    lastFrames = frames;
    wasOutOfStep = isOutOfStep;
    return step;
}

} // namespace parlando
