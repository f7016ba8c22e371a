#pragma once

#include "TakeVoice.h"

#include <cstdint>
#include <vector>

namespace parlando
{

constexpr std::size_t mostSections = 64;

/** Where the sentences of a take begin, in samples, found by its pauses: the first is 0. A pause is at least 180 ms at
    35 dB or more below the take's loud parts, and is cut in its quietest 10 ms, so that what follows from another take
    is joined in silence. Neighbours of less than 400 ms are one. Any thread but the audio thread. */
std::vector<std::int64_t> sectionsOf (const TakeVoice&);

} // namespace parlando
