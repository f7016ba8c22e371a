#include "Recorder.h"

#include "CommandLineError.h"

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
    : fileRate (sampleRate), ring (places.agent.path.empty() && places.conversation.path.empty()
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

void Recorder::setSampleRate (int rate) { rateChanges.add ({ring.writePosition(), rate}); }

void Recorder::drain()
{
    constexpr std::size_t piece = 8192;

    // The position first: blocks of a new rate are only seen together with the change.
    const auto end = ring.writePosition();

    for (const auto& change : rateChanges.take())
        coming.push_back (change);

    for (auto at = ring.readPosition(); at < end || ! coming.empty(); at = ring.readPosition())
    {
        takeRateChange (at);
        const auto next = coming.empty() ? end : std::min (coming.front().position, end);

        if (at >= next)
            return;

        const auto waiting = ring.readable (std::min<std::size_t> (static_cast<std::size_t> (next - at), piece));
        keep (waiting.first);
        keep (waiting.second);
        ring.commitRead (waiting.size());
    }
}

void Recorder::takeRateChange (std::uint64_t position)
{
    while (! coming.empty() && coming.front().position <= position)
    {
        const auto rate = coming.front().sampleRate;
        coming.erase (coming.begin());
        personRate.reset();
        agentRate.reset();

        if (rate != fileRate)
        {
            personRate.emplace (rate, fileRate);
            agentRate.emplace (rate, fileRate);
        }
    }
}

void Recorder::keep (std::span<const Frame> frames)
{
    personSamples.clear();
    agentSamples.clear();
    bothSamples.clear();

    for (const auto& frame : frames)
    {
        personSamples.push_back (frame.person);
        agentSamples.push_back (frame.agent);
    }

    const auto person = atFileRate (personRate, personSamples), agent = atFileRate (agentRate, agentSamples);

    if (agentFile)
        agentFile->write (agent);

    if (! conversationFile)
        return;

    // Both come out in equal numbers, as they went in.
    for (std::size_t i = 0; i < std::min (person.size(), agent.size()); ++i)
    {
        bothSamples.push_back (person[i]);
        bothSamples.push_back (agent[i]);
    }

    conversationFile->write (bothSamples);
}

std::vector<std::int16_t> Recorder::atFileRate (std::optional<Resampler>& resampler,
                                                const std::vector<std::int16_t>& samples)
{
    if (! resampler)
        return samples;

    std::vector<float> source (samples.size());
    std::vector<float> target (
        samples.size() * static_cast<std::size_t> (fileRate) / static_cast<std::size_t> (resampler->sourceRate()) + 64);
    pcmToFloat (samples, source);
    target.resize (resampler->process (source, target).produced);
    std::vector<std::int16_t> result (target.size());
    floatToPcm (target, result);
    return result;
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
