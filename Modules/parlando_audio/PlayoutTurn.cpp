#include "PlayoutTurn.h"

#include <algorithm>
#include <utility>

namespace parlando
{

void PlayoutTurn::append (std::span<const std::int16_t> samples, int sampleRate)
{
    while (! samples.empty())
    {
        if (chunks.empty() || chunks.back().sampleRate != sampleRate || chunks.back().samples.size() == chunkCapacity)
            addChunk (sampleRate);

        auto& target = chunks.back().samples;
        const auto count = std::min (samples.size(), chunkCapacity - target.size());
        target.insert (target.end(), samples.begin(), samples.begin() + static_cast<std::ptrdiff_t> (count));
        fadeIn (std::span (target).last (count), sampleRate);
        keptSamples += count;
        samples = samples.subspan (count);
    }
}

void PlayoutTurn::refuse (std::uint64_t count)
{
    // Once for each hole: what fades already must not be faded again.
    if (fadedIn != std::optional<std::size_t> (0))
        fadeOut();

    cutSamples += count;
    fadedIn = 0;
}

void PlayoutTurn::addChunk (int sampleRate)
{
    std::vector<std::int16_t> memory;
    if (! spare.empty())
    {
        memory = std::move (spare.back());
        spare.pop_back();
        memory.clear();
    }
    memory.reserve (chunkCapacity);
    chunks.push_back ({sampleRate, keptSamples, std::move (memory)});
}

void PlayoutTurn::cut (std::uint64_t sourcePosition)
{
    const auto end = std::max (sourcePosition, sent);

    if (end >= keptSamples)
        return;

    while (! chunks.empty() && chunks.back().begin >= end)
        chunks.pop_back();
    if (! chunks.empty() && chunks.back().end() > end)
        chunks.back().samples.resize (static_cast<std::size_t> (end - chunks.back().begin));

    sendingChunk = std::min (sendingChunk, chunks.empty() ? 0 : chunks.size() - 1);
    cutSamples += keptSamples - end;
    keptSamples = end;
    fadeOut();
}

/** Of what was not sent yet, within the last chunk. */
void PlayoutTurn::fadeOut()
{
    if (chunks.empty() || sent >= keptSamples)
        return;

    auto& last = chunks.back();
    const auto available = std::min<std::uint64_t> (last.samples.size(), keptSamples - sent);
    const auto length =
        std::min (static_cast<std::size_t> (available), static_cast<std::size_t> (last.sampleRate / 200));
    const auto tail = std::span (last.samples).last (length);

    for (std::size_t i = 0; i < length; ++i)
        tail[i] = static_cast<std::int16_t> (tail[i] * static_cast<std::int64_t> (length - 1 - i) /
                                             static_cast<std::int64_t> (length));
}

/** The first 5 ms after a hole, in however many pieces they come. */
void PlayoutTurn::fadeIn (std::span<std::int16_t> samples, int sampleRate)
{
    const auto length = static_cast<std::size_t> (sampleRate / 200);

    for (std::size_t i = 0; fadedIn && i < samples.size(); ++i)
    {
        samples[i] = static_cast<std::int16_t> (samples[i] * static_cast<std::int64_t> (*fadedIn) /
                                                static_cast<std::int64_t> (std::max<std::size_t> (length, 1)));

        if (++*fadedIn >= length)
            fadedIn.reset();
    }
}

PlayoutTurn::Piece PlayoutTurn::unsent() const noexcept
{
    for (auto i = sendingChunk; i < chunks.size(); ++i)
        if (chunks[i].end() > sent)
            return {std::span (chunks[i].samples).subspan (static_cast<std::size_t> (sent - chunks[i].begin)),
                    chunks[i].sampleRate};
    return {};
}

std::chrono::nanoseconds PlayoutTurn::unsentDuration() const noexcept
{
    // Rounded once for each run of equal rates, not for each chunk: 20 ms in two chunks are 20 ms.
    std::chrono::nanoseconds duration{0};
    std::int64_t run = 0;
    for (auto i = sendingChunk; i < chunks.size(); ++i)
    {
        run += static_cast<std::int64_t> (chunks[i].end() - std::max (sent, chunks[i].begin));
        if (i + 1 == chunks.size() || chunks[i + 1].sampleRate != chunks[i].sampleRate)
            duration += std::chrono::nanoseconds (std::exchange (run, 0) * 1'000'000'000 / chunks[i].sampleRate);
    }
    return duration;
}

void PlayoutTurn::beginStretch (std::uint64_t streamPosition, int sourceRate, int hostRate)
{
    if (! hasBegun())
        firstBegin = streamPosition;

    stretches.push_back ({streamPosition, 0, sent, 0, sourceRate, hostRate, false});
}

void PlayoutTurn::advance (std::size_t sourceSamples, std::size_t streamSamples) noexcept
{
    sent += sourceSamples;
    stretches.back().sourceCount += sourceSamples;
    stretches.back().written += streamSamples;
    while (sendingChunk + 1 < chunks.size() && chunks[sendingChunk].end() <= sent)
        ++sendingChunk;
}

void PlayoutTurn::finishStretch() noexcept { stretches.back().isFinished = true; }

std::uint64_t PlayoutTurn::Stretch::heardAt (std::uint64_t streamPosition) const noexcept
{
    if (streamPosition <= begin)
        return 0;

    const auto played = std::min (streamPosition - begin, written);
    if (isFinished && played == written)
        return sourceCount;
    return std::min (played * static_cast<std::uint64_t> (sourceRate) / static_cast<std::uint64_t> (hostRate),
                     sourceCount);
}

std::uint64_t PlayoutTurn::heardAt (std::uint64_t streamPosition) const noexcept
{
    auto heard = heardInPast;
    for (const auto& stretch : stretches)
        heard += stretch.heardAt (streamPosition);
    return heard;
}

double PlayoutTurn::sourceAt (std::uint64_t streamPosition) const noexcept
{
    auto passed = static_cast<double> (heardInPast);

    for (const auto& stretch : stretches)
    {
        if (streamPosition < stretch.begin + stretch.written && streamPosition >= stretch.begin)
            return passed +
                   static_cast<double> (streamPosition - stretch.begin) * stretch.sourceRate / stretch.hostRate;

        passed += static_cast<double> (stretch.sourceCount);
    }

    return passed;
}

void PlayoutTurn::rewind (std::uint64_t streamPosition)
{
    const auto heard = heardAt (streamPosition);

    while (! stretches.empty() && stretches.back().begin >= streamPosition)
        stretches.pop_back();
    if (! stretches.empty())
    {
        auto& cut = stretches.back();
        cut.sourceCount = cut.heardAt (streamPosition);
        cut.written = std::min (cut.written, streamPosition - cut.begin);
        cut.isFinished = true;
    }

    sent = heard;
    sendingChunk = 0;
    isWritten = false;
}

void PlayoutTurn::forgetHeard (std::uint64_t streamPosition)
{
    constexpr std::size_t sparesKept = 4;
    const auto sourcePosition = heardAt (streamPosition);

    // A service may change its rate with every message: each change is another stretch.
    while (stretches.size() > 1 && stretches.front().begin + stretches.front().written <= streamPosition)
    {
        hasPast = true;
        heardInPast += stretches.front().sourceCount;
        pastEnd = stretches.front().begin + stretches.front().written;
        stretches.pop_front();
    }

    while (! chunks.empty() && chunks.front().end() <= sourcePosition)
    {
        if (spare.size() < sparesKept)
            spare.push_back (std::move (chunks.front().samples));
        chunks.pop_front();
        sendingChunk -= sendingChunk > 0 ? 1 : 0;
    }
}

void PlayoutTurn::forgetAll()
{
    chunks.clear();
    spare.clear();
    sendingChunk = 0;
}

} // namespace parlando
