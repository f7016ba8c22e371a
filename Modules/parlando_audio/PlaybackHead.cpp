#include "PlaybackHead.h"

#include <algorithm>

namespace parlando
{

PlaybackHead::PlaybackHead (PlaybackRing& ringToPlay) noexcept : ring (ringToPlay), places (ringToPlay)
{
    prepare (ring.sampleRate.load (std::memory_order_relaxed));
}

void PlaybackHead::prepare (int sampleRate) noexcept
{
    fadeLength = static_cast<std::size_t> (std::max (sampleRate / 200, 1));
    rewindLength =
        static_cast<std::uint64_t> (PlaybackRing::rewind.count()) * static_cast<std::uint64_t> (sampleRate) / 1000;
    declick.prepare (fadeLength);
    yieldGain.prepare (sampleRate);
    isFading = isSounding = false;
    last = held = 0.0f;
}

bool PlaybackHead::render (float* block, std::size_t samples, const HostTransport& host) PARLANDO_REALTIME
{
    std::size_t done = 0;
    if (adopt())
    {
        // Read before discardBefore: whoever sees samples of the next epoch, or that nothing is held any more, also
        // sees where the old one ends.
        const auto wanted = ring.yield.load (std::memory_order_acquire);
        const auto end = ring.samples.writePosition();
        obeyDiscard (ring.discardBefore.load (std::memory_order_acquire));
        makeWay (wanted);

        if (isFading)
            done = fadeOut (block, samples, host);
        if (! isFading)
            done += play (block + done, samples - done, end, host.after (static_cast<std::int64_t> (done)));
    }

    const auto isHeard = done > 0 || isSounding || declick.isActive();
    if (done < samples)
        stop (block + done, samples - done);
    reportPassed();
    ring.rendered.store (ring.rendered.load (std::memory_order_relaxed) + samples, std::memory_order_relaxed);
    return isHeard;
}

// False while the ring may hold samples of another rate.
bool PlaybackHead::adopt() PARLANDO_REALTIME
{
    const auto prepared = ring.prepared.load (std::memory_order_acquire);
    if (prepared == preparation)
        return true;
    if (ring.adopted.load (std::memory_order_acquire) != prepared)
        return false;

    const auto restart = ring.restartAt.load (std::memory_order_acquire);
    if (restart > ring.samples.readPosition())
    {
        if (! reportPassed())
            return false;
        dropMarksBefore (restart);
        ring.samples.skipTo (restart);
        backTo = restart;
    }
    preparation = prepared;
    return true;
}

void PlaybackHead::obeyDiscard (std::uint64_t limit) PARLANDO_REALTIME
{
    if (limit <= discarded || isFading)
        return;

    if (isSounding && limit > ring.samples.readPosition())
    {
        isFading = true;
        fadeEnd = limit;
        held = last;
        fade.jumpTo (1.0f);
        fade.moveTo (0.0f, fadeLength);
    }
    else
    {
        finishDiscard();
    }
}

// What was held begins again a little before where it stopped.
void PlaybackHead::makeWay (VoiceYield wanted) PARLANDO_REALTIME
{
    const auto wasHeld = yieldGain.yields() == VoiceYield::held;
    yieldGain.follow (wanted, isSounding);

    if (! wasHeld || wanted == VoiceYield::held || isFading)
        return;
    const auto position = ring.samples.readPosition();
    furthest = std::max (furthest, position);
    const auto from = std::max (furthest - std::min (furthest, rewindLength), backTo);
    ring.samples.goBackTo (from);

    // Another voice begins as any does.
    if (from >= position)
        yieldGain.restart (wanted);
}

// Reports and jumps. With no room for the report it stays in a finished fade, silent, and tries again in the next
// block.
void PlaybackHead::finishDiscard() PARLANDO_REALTIME
{
    const auto limit = ring.discardBefore.load (std::memory_order_acquire);
    const auto position = ring.samples.readPosition();
    isFading =
        ! (reportPassed() && ring.reports.push ({PlaybackReport::Kind::silenced, position, limit, ring.clock.now()}));
    if (isFading)
    {
        fade.jumpTo (0.0f);
        return;
    }

    if (limit > position)
    {
        isSounding = false;
        places.pause();
        dropMarksBefore (limit);
        ring.samples.skipTo (limit);
    }
    backTo = std::max (backTo, limit);
    discarded = limit;
}

std::size_t PlaybackHead::fadeOut (float* block, std::size_t samples, const HostTransport& host) PARLANDO_REALTIME
{
    const auto count = std::min (samples, fade.samplesLeft());
    const auto position = ring.samples.readPosition();
    const auto old = static_cast<std::size_t> (std::min<std::uint64_t> (count, fadeEnd - position));

    if (old > 0)
        places.follow (position, host);
    ring.samples.read (block, old);
    yieldGain.apply (block, old);
    declick.apply (block, old);
    if (old > 0)
        held = block[old - 1];
    std::fill (block + old, block + count, held);
    fade.apply (block, count);

    if (count > 0)
        last = block[count - 1];
    if (fade.samplesLeft() == 0)
    {
        declick.jump (0.0f, 0.0f);
        finishDiscard();
    }
    return count;
}

std::size_t PlaybackHead::play (float* block, std::size_t samples, std::uint64_t end,
                                const HostTransport& host) PARLANDO_REALTIME
{
    const auto position = ring.samples.readPosition();
    const auto waiting = end > position ? end - position : 0;
    const auto wanted = yieldGain.mayPlay (samples);
    const auto count = static_cast<std::size_t> (std::min<std::uint64_t> (wanted, waiting));

    if (count > 0)
    {
        places.follow (position, host);
        ring.samples.read (block, count);
        yieldGain.apply (block, count);
        if (! isSounding)
            declick.jump (last, block[0]);
        isSounding = true;
        declick.apply (block, count);
        last = block[count - 1];
    }
    // A lost report would cost a count, nothing else.
    if (count < wanted && isSounding)
        (void)ring.reports.push ({PlaybackReport::Kind::dry, position + count, 0, ring.clock.now()});
    return count;
}

// Silence, but for the offset that takes the signal there.
void PlaybackHead::stop (float* block, std::size_t samples) PARLANDO_REALTIME
{
    if (isSounding)
        declick.jump (last, 0.0f);
    isSounding = false;
    places.pause();
    std::fill_n (block, samples, 0.0f);
    declick.apply (block, samples);
    last = block[samples - 1];
}

// False when the reports have no room: the marks stay and are reported later.
bool PlaybackHead::reportPassed() PARLANDO_REALTIME
{
    const auto position = ring.samples.readPosition();
    std::uint64_t reported = 0;
    for (const auto* mark = ring.marks.front(); mark != nullptr && *mark < position; mark = ring.marks.front())
    {
        if (ring.reports.space() > 0)
            places.mark (*mark);
        if (! ring.reports.push ({PlaybackReport::Kind::passed, *mark, 0, ring.clock.now()}) ||
            ! ring.marks.pop (reported))
            return false;
        backTo = reported + 1;
    }
    return true;
}

void PlaybackHead::dropMarksBefore (std::uint64_t position) PARLANDO_REALTIME
{
    std::uint64_t dropped = 0;
    for (const auto* mark = ring.marks.front(); mark != nullptr && *mark < position; mark = ring.marks.front())
        (void)ring.marks.pop (dropped);
}

} // namespace parlando
