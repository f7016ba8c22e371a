#include "Recorder.h"

#include "CommandLineError.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace parlando
{
namespace
{

/** How long the disk may stall before samples of a live conversation are lost. */
constexpr int ringSeconds = 4;

std::int16_t toPcm (float sample) PARLANDO_REALTIME
{
    // The mirror of the reader's scale: 32768 steps to 1.0, hence only +1.0 itself is limited.
    const auto scaled = std::clamp (sample * 32768.0f, -32768.0f, 32767.0f);
    return static_cast<std::int16_t> (static_cast<int> (scaled + (scaled < 0.0f ? -0.5f : 0.5f)));
}

} // namespace

Recorder::Recorder (const Paths& paths, int sampleRate)
    : ring (paths.agent.empty() && paths.conversation.empty() ? 1 : static_cast<std::size_t> (sampleRate * ringSeconds))
{
    if (! paths.agent.empty())
        agentFile.emplace (paths.agent, sampleRate, 1);

    if (! paths.conversation.empty())
        conversationFile.emplace (paths.conversation, sampleRate, 2);

    if (const auto found = problems(); ! found.empty())
        throw ConversationError (found.front());
}

void Recorder::write (const float* person, const float* agent, int frames) PARLANDO_REALTIME
{
    if (! agentFile && ! conversationFile)
        return;

    const auto count = static_cast<std::size_t> (frames);
    const auto room = ring.writable (count);
    std::size_t at = 0;

    for (const auto region : {room.first, room.second})
    {
        for (auto& frame : region)
        {
            frame = {person != nullptr ? toPcm (person[at]) : std::int16_t{0}, toPcm (agent[at])};
            ++at;
        }
    }

    ring.commitWrite (at);
    lostFrames.fetch_add (count - at, std::memory_order_relaxed);
}

bool Recorder::hasRoomFor (int frames) const PARLANDO_REALTIME
{
    return (! agentFile && ! conversationFile) ||
           ring.capacity() - ring.available() >= static_cast<std::size_t> (frames);
}

void Recorder::drain()
{
    constexpr std::size_t piece = 8192;

    for (auto waiting = ring.readable (piece); waiting.size() > 0; waiting = ring.readable (piece))
    {
        agentSamples.clear();
        bothSamples.clear();

        for (const auto region : {waiting.first, waiting.second})
        {
            for (const auto& frame : region)
            {
                agentSamples.push_back (frame.agent);
                bothSamples.push_back (frame.person);
                bothSamples.push_back (frame.agent);
            }
        }

        ring.commitRead (waiting.size());

        if (agentFile)
            agentFile->write (agentSamples);

        if (conversationFile)
            conversationFile->write (bothSamples);
    }
}

std::vector<std::string> Recorder::problems() const
{
    std::vector<std::string> found;

    for (const auto* file : {&agentFile, &conversationFile})
        if (file->has_value() && ! (*file)->problem().empty())
            found.push_back ((*file)->problem());

    if (const auto lost = lostFrames.load (std::memory_order_relaxed); lost > 0)
        found.push_back ("The disk was too slow: " + std::to_string (lost) +
                         " samples are missing from the recording. Record to a faster disk.");

    return found;
}

} // namespace parlando
