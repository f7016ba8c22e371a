#pragma once

#include "BroadcastWave.h"
#include "KeptTakes.h"
#include "TakeTime.h"

namespace parlando
{

/** All that the file of a take says beside its samples, without its loudness. Any thread. */
BroadcastWave notesOf (const KeptTakes&, const KeptTake&, const WaveFormat&, TakeClock);

/** The same for a file of the whole conversation, the person left, the agent right: its marks are what was said. */
BroadcastWave mixNotesOf (const KeptTakes&, const WaveFormat&);

} // namespace parlando
