#include "BroadcastWave.h"

#include <algorithm>
#include <cmath>

namespace parlando
{

std::string makeBroadcastHeader (const BroadcastWave& wave, std::uint64_t frames)
{
    auto notes = wave.notes;
    notes.speed.file = wave.format;
    notes.speed.timeReference = wave.extension.timeReference;
    const auto chunks = makeBroadcastChunk (wave.extension) + makeProductionChunk (notes) + makeWaveMarks (wave.marks);
    return makeWaveHeader (wave.format, frames * wave.format.bytesPerFrame(), 0, chunks);
}

void appendWaveSamples (std::string& bytes, std::span<const float> samples, int bits)
{
    const auto fullScale = static_cast<double> (std::int64_t{1} << (bits - 1));

    for (const auto sample : samples)
    {
        const auto scaled = std::isfinite (sample) ? std::round (static_cast<double> (sample) * fullScale) : 0.0;
        const auto number = static_cast<std::int64_t> (std::clamp (scaled, -fullScale, fullScale - 1.0));
        appendWaveNumber (bytes, static_cast<std::uint64_t> (number), bits / 8);
    }
}

} // namespace parlando
