#include "Recorder.h"

#include "CommandLineError.h"

#include <parlando_audio/parlando_audio.h>

#include <algorithm>
#include <array>
#include <cstddef>

namespace parlando
{
namespace
{

/** How long the disk may stall before samples of a live conversation are lost. */
constexpr int ringSeconds = 4;

} // namespace

Recorder::Recorder (const Places& places, int sampleRate)
    : ring (places.agent.path.empty() && places.conversation.path.empty()
                ? 1
                : static_cast<std::size_t> (sampleRate * ringSeconds))
{
    const auto open = [&] (std::optional<WaveOutput>& file, const Place& place, int channels)
    {
        if (! place.path.empty())
            file.emplace (OutputFile (place.path, places.interruption), place.raw, sampleRate, channels);
    };

    open (agentFile, places.agent, 1);
    open (conversationFile, places.conversation, 2);
}

void Recorder::begin()
{
    for (auto* file : {&agentFile, &conversationFile})
        if (file->has_value())
            (*file)->begin();

    if (const auto found = problems(); ! found.empty())
        throw ConversationError (found.front());
}

bool Recorder::isLive() const noexcept
{
    return (agentFile && ! agentFile->isSeekable()) || (conversationFile && ! conversationFile->isSeekable());
}

bool Recorder::isAbandoned() const
{
    return (agentFile && agentFile->isAbandoned()) || (conversationFile && conversationFile->isAbandoned());
}

void Recorder::write (const float* person, const float* agent, int frames) PARLANDO_REALTIME
{
    if (! agentFile && ! conversationFile)
        return;

    const auto count = static_cast<std::size_t> (frames);
    std::array<std::int16_t, 512> left{}, right;
    std::size_t at = 0;

    while (at < count)
    {
        const auto room = ring.writable (std::min (count - at, left.size())).first;

        if (room.empty())
            break;

        if (person != nullptr)
            floatToPcm ({person + at, room.size()}, left);

        floatToPcm ({agent + at, room.size()}, right);

        for (std::size_t i = 0; i < room.size(); ++i)
            room[i] = {left[i], right[i]};

        ring.commitWrite (room.size());
        at += room.size();
    }

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
