#pragma once

#include "Loudness.h"

#include <cstdint>
#include <ctime>
#include <string>

namespace parlando
{

/** What the `bext` chunk of a Broadcast Wave file says (EBU Tech 3285, version 2). Texts are cut to what the chunk has
    room for, between two characters. The standard asks for ASCII; UTF-8 is what others write and read as well. */
struct BroadcastExtension
{
    std::string description;         /**< 256 bytes; many show 64. */
    std::string originator;          /**< 32 bytes */
    std::string originatorReference; /**< 32 bytes (EBU R 99) */
    std::tm when = {};               /**< Local time at which the sound began; left empty without a day. */
    std::uint64_t timeReference = 0; /**< Of the first frame, in frames of this file since midnight; 0 also where
                                          nobody knows. */
    Loudness loudness;               /**< What is not measured has the standard's 7fff. */
    std::string codingHistory;       /**< Lines that end in CR LF. */
};

/** The whole chunk, even in length. The UMID is left zero: none. Any thread. */
std::string makeBroadcastChunk (const BroadcastExtension&);

} // namespace parlando
