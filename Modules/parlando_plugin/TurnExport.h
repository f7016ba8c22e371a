#pragma once

#include "TakeFiles.h"

namespace parlando
{

/** Makes Broadcast Wave files of 24 bits of the agent's turns (exportTake()), which say how loud they are. Where some
    are missing the others are made, and the sentence says so. Blocks on the disk; any thread. Throws std::exception
    with a sentence where a file could not be made, or none was. */
TakesMade exportTurns (const TakeWish&);

} // namespace parlando
