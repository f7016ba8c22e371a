#include "Capture.h"

#include "PcmCodec.h"

#include <algorithm>
#include <limits>

namespace parlando
{

Capture::Capture (CaptureRing& ringToRead) : ring (ringToRead), resampler (48'000, usualRate, ResamplerBand::speech) {}

void Capture::setSampleRate (int wanted)
{
    rate = wanted;
    exchangeResampler (resampler.sourceRate());
    discard();
}

void Capture::exchangeResampler (int sourceRate)
{
    resampler = Resampler (sourceRate, rate, ResamplerBand::speech);

    if (playedResampler)
        playedResampler.emplace (sourceRate, rate, ResamplerBand::speech);
}

void Capture::setHearsPlayed (bool shouldHear)
{
    if (shouldHear == playedResampler.has_value())
        return;

    ring.played.setWanted (shouldHear);
    playedFrame.fill (0.0f);
    playedPartial.fill (0.0f);
    playedResampler.reset();

    if (shouldHear)
        playedResampler.emplace (resampler.sourceRate(), rate, ResamplerBand::speech).keepStepWith (resampler);
}

/** What was played is told after what was captured in the same block, unless nobody tells it at all. */
std::uint64_t Capture::readableUntil() const noexcept
{
    const auto written = ring.samples.writePosition(), known = ring.played.knownUntil();
    const auto block = static_cast<std::uint64_t> (ring.blockSize.load (std::memory_order_relaxed));
    const auto isComing = playedResampler && known < written && written - known <= block;
    return isComing ? std::max (known, ring.samples.readPosition()) : written;
}

bool Capture::pull (std::vector<std::int16_t>& frame)
{
    // The write position first: samples of a new rate are only seen together with the change.
    const auto written = readableUntil();
    noticeRateChanges();

    while (! changes.empty() && changes.front().position <= written && filled < frameSize())
    {
        resample (changes.front().position);
        if (! changeRate())
            break;
    }
    if (changes.empty() || changes.front().position > written)
        resample (written);
    if (filled < frameSize())
        return false;

    frame.resize (frameSize());
    floatToPcm (std::span (partial).first (frameSize()), frame);
    playedFrame = playedPartial;
    filled = 0;
    samplesInFrames += frameSize();
    return true;
}

std::chrono::nanoseconds Capture::untilNextFrame() const noexcept
{
    const auto needed = resampler.sourceNeededFor (frameSize() - filled), waiting = ring.samples.available();
    if (waiting >= needed)
        return {};

    const auto block = static_cast<std::size_t> (ring.blockSize.load (std::memory_order_relaxed));
    const auto blocks = (needed - waiting + block - 1) / block;
    return std::chrono::nanoseconds (static_cast<std::int64_t> (blocks * block) * 1'000'000'000 /
                                     resampler.sourceRate());
}

void Capture::discard()
{
    const auto written = ring.samples.writePosition();
    noticeRateChanges();
    while (! changes.empty() && changes.front().position <= written)
    {
        if (changes.front().sampleRate != resampler.sourceRate())
            exchangeResampler (changes.front().sampleRate);
        changes.pop_front();
    }
    ring.samples.skipTo (written);
    resampler.reset();

    if (playedResampler)
        playedResampler->reset();

    filled = 0;
    discarded = written;
}

std::optional<TalkState> Capture::takeTalk (bool isBeforeFrame)
{
    const auto* change = ring.talkChanges.front();
    if (change == nullptr || ! isDue (*change, isBeforeFrame))
        return {};

    lastTalk = change->state;
    ring.talkChanges.pop();
    return lastTalk;
}

bool Capture::isTalkHeld()
{
    const auto* change = ring.talkChanges.front();
    const auto goesOn = change == nullptr || change->position >= ring.samples.readPosition();
    return lastTalk == TalkState::held && goesOn;
}

bool Capture::isDue (const TalkChange& change, bool isBeforeFrame) const
{
    const auto read = ring.samples.readPosition();
    const auto delay = static_cast<std::uint64_t> (resampler.sourceRate() / 100);

    if (change.state == TalkState::held)
        return isBeforeFrame ? change.position < read : change.position <= read;
    return ! isBeforeFrame && (change.position <= discarded || change.position + delay <= read);
}

std::uint64_t Capture::capturedSamples() const noexcept { return ring.samples.writePosition(); }

std::uint64_t Capture::overruns() const noexcept { return ring.overruns.load (std::memory_order_relaxed); }

std::uint64_t Capture::droppedSamples() const noexcept { return ring.droppedSamples.load (std::memory_order_relaxed); }

// Fills the frame from the ring, up to a stream position. Waits for enough to complete the frame: converting in larger
// pieces costs less and makes no frame later.
void Capture::resample (std::uint64_t end)
{
    auto left = static_cast<std::size_t> (end - ring.samples.readPosition());
    const auto hasChange = ! changes.empty() && changes.front().position == end;
    if (! hasChange && left < resampler.sourceNeededFor (frameSize() - filled))
        return;

    while (left > 0 && filled < frameSize())
    {
        const auto source = ring.samples.readable (left).first;
        const auto step = resampler.process (source, std::span (partial).first (frameSize()).subspan (filled));
        resamplePlayed (step.consumed);
        ring.samples.commitRead (step.consumed);
        filled += step.produced;
        left -= step.consumed;
    }
}

/** What lies beside the samples that were just consumed and not committed yet. */
void Capture::resamplePlayed (std::size_t consumed)
{
    if (! playedResampler)
        return;

    playedSource.resize (consumed);
    ring.played.read (ring.samples.readPosition(), playedSource);
    playedResampler->process (playedSource, std::span (playedPartial).first (frameSize()).subspan (filled));
}

void Capture::noticeRateChanges()
{
    for (const auto& change : ring.rateChanges.take())
        changes.push_back (change);
}

// Ends the stream of the old rate when all of it is in frames; false while there is more of it than the frame holds.
bool Capture::changeRate()
{
    const auto change = changes.front();
    if (ring.samples.readPosition() < change.position)
        return false;

    if (change.sampleRate != resampler.sourceRate())
    {
        const auto flushed = resampler.flush (std::span (partial).first (frameSize()).subspan (filled));
        if (playedResampler)
            playedResampler->flush (std::span (playedPartial).subspan (filled, flushed));
        filled += flushed;
        if (! resampler.isFlushed())
            return false;
        exchangeResampler (change.sampleRate);
    }
    changes.pop_front();
    return true;
}

} // namespace parlando
