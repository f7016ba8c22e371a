#include "ReplayOutput.h"

#include <algorithm>

namespace parlando
{

ReplayOutput::ReplayOutput (const RecordedOpening& opening)
    : position (opening.output.samples), block (4096), engine (std::make_unique<AudioEngine> (AudioClock (clock)))
{
    engine->setCaptureEnabled (false);
    engine->prepare (opening.output.sampleRate, opening.output.blockSize);
    engine->playout().setLead (opening.lead);
    engine->playout().setMostWaiting (opening.mostWaiting);
    pump();
}

void ReplayOutput::runTo (const RecordedStep& step)
{
    clock = toNanoseconds (step.now);
    auto* const samples = block.data();

    while (position < step.output)
    {
        const auto count = std::min<std::uint64_t> (block.size(), step.output - position);
        engine->process (nullptr, 0, &samples, 1, static_cast<int> (count));
        position += count;
    }

    if (step.prepared)
        engine->prepare (step.prepared->first, step.prepared->second);
}

void ReplayOutput::carryOut (const SessionEffect& effect)
{
    auto& playout = engine->playout();

    if (const auto* voice = std::get_if<effect::Play> (&effect))
        playout.push (voice->turn, voice->samples, voice->sampleRate);
    else if (const auto* end = std::get_if<effect::EndPlayout> (&effect))
        playout.endTurn (end->turn);
    else if (const auto* yield = std::get_if<effect::Yield> (&effect))
        playout.setYield (yield->how);
    else if (std::holds_alternative<effect::Silence> (effect))
        playout.interrupt();
    else if (const auto* cut = std::get_if<effect::Cut> (&effect))
        playout.cutTurn (cut->turn, cut->from);
}

std::vector<ReplayOutput::Ending> ReplayOutput::poll()
{
    using Kind = PlayoutEvent::Kind;
    std::vector<Ending> endings;
    pump();
    engine->playout().poll (
        [&] (const PlayoutEvent& event)
        {
            if (event.kind == Kind::lastSample || event.kind == Kind::silenced)
                endings.push_back ({event.turn, event.samplesHeard, event.samplesDiscarded,
                                    event.kind == Kind::silenced || event.samplesDiscarded > 0});
        });
    return endings;
}

} // namespace parlando
