#include "AudioStream.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace parlando
{

namespace detail_stream
{

constexpr int lowestRate = 1'000, highestRate = 768'000;
constexpr Milliseconds longest{600'000};

int checkedRate (int rate)
{
    if (rate < lowestRate || rate > highestRate)
        throw std::invalid_argument ("An audio stream has a sample rate from 1,000 to 768,000 Hz.");

    return rate;
}

Milliseconds checkedLength (Milliseconds most)
{
    if (most < Milliseconds (1) || most > longest)
        throw std::invalid_argument ("An audio stream holds from 1 ms to 10 minutes.");

    return most;
}

Milliseconds checkedCushion (Milliseconds cushion, Milliseconds most)
{
    if (cushion < Milliseconds::zero() || cushion > most)
        throw std::invalid_argument ("The cushion of an audio stream is from 0 ms to what the stream holds.");

    return cushion;
}

std::size_t samplesIn (Milliseconds length, int rate)
{
    return static_cast<std::size_t> (length.count()) * static_cast<std::size_t> (rate) / 1'000;
}

Resampler& converter (std::optional<Resampler>& kept, int from, int to)
{
    if (! kept || kept->sourceRate() != from || kept->targetRate() != to)
        kept.emplace (from, to);

    return *kept;
}

} // namespace detail_stream

AudioStream::AudioStream (int sampleRate, Milliseconds most, Milliseconds cushionLength)
    : rate (detail_stream::checkedRate (sampleRate)),
      limit (detail_stream::samplesIn (detail_stream::checkedLength (most), rate)),
      cushion (detail_stream::samplesIn (detail_stream::checkedCushion (cushionLength, most), rate)), ring (limit)
{
}

std::size_t AudioStream::push (std::span<const float> samples) PARLANDO_REALTIME
{
    const auto count = ring.write (samples.data(), std::min (samples.size(), space()));

    if (count < samples.size())
        dropped.fetch_add (samples.size() - count, std::memory_order_relaxed);

    return count;
}

std::size_t AudioStream::pull (std::span<float> samples) PARLANDO_REALTIME
{
    if (! mayGive (samples.size()))
        return 0;

    const auto count = ring.read (samples.data(), samples.size());
    isResting = count < samples.size();
    return count;
}

bool AudioStream::mayGive (std::size_t wanted) const PARLANDO_REALTIME
{
    return ! isResting || cushion == 0 || isFinished.load (std::memory_order_acquire) ||
           ring.available() >= std::min (std::max (cushion, wanted), limit);
}

std::size_t AudioStream::read (std::span<float> block, int sampleRate)
{
    if (sampleRate == rate)
    {
        outgoing.reset();
        return pull (block);
    }

    auto& converter = detail_stream::converter (outgoing, rate, sampleRate);

    if (! mayGive (converter.sourceNeededFor (block.size())))
        return 0;

    const auto count = convert (converter, block);
    isResting = count < block.size();
    return count;
}

std::size_t AudioStream::convert (Resampler& converter, std::span<float> block)
{
    // Asked first: what was put in before is then seen below.
    const auto isLast = isFinished.load (std::memory_order_acquire);
    std::size_t count = 0;

    while (count < block.size())
    {
        const auto left = block.subspan (count);
        const auto waiting = ring.readable (std::max<std::size_t> (converter.sourceNeededFor (left.size()), 1));

        if (waiting.size() == 0)
            return count + (isLast ? converter.flush (left) : 0);

        const auto step = converter.process (waiting.first, left);
        ring.commitRead (step.consumed);
        count += step.produced;
    }

    return count;
}

void AudioStream::write (std::span<const float> block, int sampleRate)
{
    if (sampleRate == rate)
    {
        incoming.reset();
        push (block);
        return;
    }

    auto& converter = detail_stream::converter (incoming, sampleRate, rate);
    std::array<float, 512> piece;

    while (! block.empty())
    {
        const auto step = converter.process (block, piece);
        push (std::span (piece).first (step.produced));
        block = block.subspan (step.consumed);
    }
}

bool AudioStream::isOver() const
{
    return isFinished.load (std::memory_order_acquire) && ring.available() == 0 &&
           (! outgoing || outgoing->isFlushed());
}

} // namespace parlando
