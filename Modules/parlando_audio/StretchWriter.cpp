#include "StretchWriter.h"

#include "PcmCodec.h"

#include <algorithm>

namespace parlando
{

bool StretchWriter::beginStretch (PlayoutTurn& turn, int sourceRate, int hostRate)
{
    const auto position = ring.samples.writePosition();
    if (! turn.hasBegun() && ! ring.marks.push (position))
        return false;

    if (! resampler || resampler->sourceRate() != sourceRate || resampler->targetRate() != hostRate)
        resampler.emplace (sourceRate, hostRate);
    else
        resampler->reset();
    turn.beginStretch (position, sourceRate, hostRate);
    return true;
}

bool StretchWriter::finishStretch (PlayoutTurn& turn, std::size_t room)
{
    const auto isCopy = resampler->sourceRate() == resampler->targetRate();
    while (! isCopy && ! resampler->isFlushed())
    {
        const auto target = ring.samples.writable (room).first;
        if (target.empty())
            return false;

        const auto count = resampler->flush (target);
        ring.samples.commitWrite (count);
        turn.advance (0, count);
        room -= count;
    }
    turn.finishStretch();
    return true;
}

bool StretchWriter::write (PlayoutTurn& turn, std::span<const std::int16_t> samples, std::size_t room)
{
    const auto space = ring.samples.writable (room);
    auto hasMoved = false;
    for (auto target : {space.first, space.second})
        while (! target.empty() && ! samples.empty())
        {
            const auto step = convert (samples, target);
            ring.samples.commitWrite (step.produced);
            turn.advance (step.consumed, step.produced);
            samples = samples.subspan (step.consumed);
            target = target.subspan (step.produced);
            hasMoved = true;
        }
    return hasMoved;
}

Resampler::Step StretchWriter::convert (std::span<const std::int16_t> samples, std::span<float> target)
{
    if (resampler->sourceRate() == resampler->targetRate())
    {
        const auto count = std::min (samples.size(), target.size());
        pcmToFloat (samples.first (count), target);
        return {count, count};
    }

    const auto needed = std::max<std::size_t> (resampler->sourceNeededFor (target.size()), 1);
    const auto source = std::span (converted).first (std::min ({samples.size(), converted.size(), needed}));
    pcmToFloat (samples.first (source.size()), source);
    return resampler->process (source, target);
}

} // namespace parlando
