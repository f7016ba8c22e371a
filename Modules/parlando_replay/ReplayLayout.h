#pragma once

#include "ReplaySegment.h"

#include <cstdint>
#include <vector>

namespace parlando
{

/** Which stretches of pieces that lie over each other are to be heard: as regions on one track of a sequencer, the
   newest on top, and a place never sounds twice. Where a newer piece begins the older one goes on beneath it for `fade`
   samples, and comes back as much before its end: that is the crossfade. Pieces have `begin`, `end` and their `age`, by
   which they are sorted, oldest first; they come back as segments, sorted by `begin`. */
std::vector<ReplaySegment> layOut (const std::vector<ReplaySegment>& pieces, std::int64_t fade);

} // namespace parlando
