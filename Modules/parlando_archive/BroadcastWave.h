#pragma once

#include "BroadcastExtension.h"
#include "ProductionNotes.h"
#include "WaveMarks.h"
#include "WaveWriting.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace parlando
{

/** A Broadcast Wave file (EBU Tech 3285): all that stands beside its samples. In `notes` the speed is its own. */
struct BroadcastWave
{
    WaveFormat format;
    BroadcastExtension extension;
    ProductionNotes notes;
    std::vector<WaveMark> marks;
};

/** What stands before its samples, which are `frames` long: RIFF WAVE JUNK fmt bext iXML cue LIST data, an order that
    every reader takes. Its length does not depend on the number of frames, nor on numbers in `extension`. Behind the
    samples comes wavePadding(). Any thread. */
std::string makeBroadcastHeader (const BroadcastWave&, std::uint64_t frames);

/** Puts samples behind the text as a WAV of 16 or 24 bits wants them: rounded to the nearest number, what is beyond
    full scale (1) limited; what is no number is silence. Any thread. */
void appendWaveSamples (std::string& bytes, std::span<const float>, int bits);

} // namespace parlando
