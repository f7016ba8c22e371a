#pragma once

#include "TakeCollector.h"

#include <parlando_replay/parlando_replay.h>

#include <memory>
#include <vector>

namespace parlando
{

/** Where a take is to be played again: a piece for each of its places at which the host was playing, to the host's
    sample. `voice`: its samples. Any thread. */
std::vector<ReplayPiece> piecesOf (const HeardTake&, std::shared_ptr<const TakeVoice> voice);

} // namespace parlando
