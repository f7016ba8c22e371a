#pragma once

#include "PolyphaseFilter.h"
#include "TakeVoice.h"

#include <cstdint>

namespace parlando
{

/** A stretch of a piece that is to be heard, in host samples. */
struct ReplaySegment
{
    const TakeVoice* voice = nullptr;
    const PolyphaseFilter* filter = nullptr;
    std::int64_t first = 0; /**< The voice's sample at `pieceBegin`. */

    std::int64_t pieceBegin = 0, pieceEnd = 0; /**< Of the whole piece. */
    std::int64_t begin = 0, end = 0;           /**< Of the stretch, with what is beneath its neighbours' edges. */
    std::int64_t coreBegin = 0, coreEnd = 0;   /**< Without that: no two stretches have it in common. */

    bool fadesIn = false, fadesOut = false; /**< The piece begins, ends inside its take. */
    std::uint32_t age = 0;                  /**< Greater is newer, and lies above. */

    bool hasBeats = false;
    double beats = 0.0;          /**< The quarter note at `pieceBegin`; in byBeats() at `begin`. */
    double beatsPerSample = 0.0; /**< As it was recorded. */
};

} // namespace parlando
