#pragma once

#include "TakeTime.h"

#include <string>

namespace parlando
{

/** What the file of a take is called: "0003 bar 12.3 Good morning.wav", by its turn, the bar and beat at which it was
    heard, or "at 1m02.345s" where the host tells of no bars, and its first words; from `copy` 2 on "… (2).wav". At most
    100 bytes, and such as every file system takes (folderName()). Any thread. */
std::string takeName (const KeptTake&, TakeClock, int copy = 1);

} // namespace parlando
