#include "ReplayPlayer.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace parlando
{

namespace
{

bool tellsSamples (const HostTransport& host) PARLANDO_REALTIME
{
    constexpr auto farthest = std::int64_t{1} << 50;
    return host.hasSamples && host.samples >= -farthest && host.samples <= farthest;
}

bool tellsBeats (const HostTransport& host) PARLANDO_REALTIME
{
    return host.beats && host.tempo && std::fabs (host.beats.value) <= 1e9 && host.tempo.value >= 0.1 &&
           host.tempo.value <= 1e5;
}

} // namespace

bool ReplayPlayer::render (std::span<float> out, const HostTransport& host) PARLANDO_REALTIME
{
    std::fill (out.begin(), out.end(), 0.0f);

    if (out.empty())
        return false;

    if (isInGap (host, out.size()))
    {
        watch.next (host.samples, static_cast<int> (out.size()), 1);
        return false;
    }

    const auto block = follow (host, static_cast<int> (out.size()));
    auto sounds = false;

    for (std::size_t done = 0; block && done < out.size(); done += chunk)
    {
        const auto stretch = out.subspan (done, std::min (chunk, out.size() - done));
        sounds |= mix (stretch, *block, block->position + static_cast<std::int64_t> (done));
    }

    return sounds;
}

std::size_t ReplayPlayer::steadyFrames (const HostTransport& host, std::size_t most) PARLANDO_REALTIME
{
    if (isInGap (host, most))
        return most;

    // What is taken here is no longer newer when render() looks.
    gapBegin = gapEnd = 0;
    const auto* newest = handover.take();

    if (newest == nullptr || ! host.isPlaying || ! tellsSamples (host) || newest->anchor() != ReplayAnchor::samples)
        return most;

    const auto segments = newest->segments();
    const auto beneath = static_cast<std::int64_t> (newest->fade().size());
    auto border = host.samples + static_cast<std::int64_t> (most);

    hint = newest->firstAt (host.samples, hint);

    for (auto i = hint; i < segments.size() && segments[i].coreBegin - beneath < border; ++i)
    {
        const auto& segment = segments[i];

        for (const auto edge : {segment.begin, segment.end})
            if (edge > host.samples)
                border = std::min (border, edge);
    }

    return static_cast<std::size_t> (border - host.samples);
}

bool ReplayPlayer::isInGap (const HostTransport& host, std::size_t frames) const PARLANDO_REALTIME
{
    return gapBegin < gapEnd && host.samples >= gapBegin && tellsSamples (host) &&
           host.samples + static_cast<std::int64_t> (frames) <= gapEnd && host.isThere && host.isPlaying &&
           host.sampleRate == gapRate && ! handover.hasNewer();
}

std::optional<BlockPlace> ReplayPlayer::follow (const HostTransport& host, int frames) PARLANDO_REALTIME
{
    const auto* newest = handover.take();
    const auto isOtherMap = newest != map;
    map = newest;
    gapBegin = gapEnd = 0;

    if (map == nullptr || ! host.isThere || ! host.isPlaying || host.sampleRate != map->hostRate() ||
        (! tellsSamples (host) && ! tellsBeats (host)))
    {
        watch.stop();
        return {};
    }

    const auto block = placeOf (host, frames);
    const auto step = watch.next (block.position, frames, 1);
    followBeats (block, step.isJump || isOtherMap);
    return step.isOtherSpeed ? std::nullopt : std::optional (block);
}

/** Without samples the place counts on from anywhere, as long as the quarter notes go on by about a block. */
BlockPlace ReplayPlayer::placeOf (const HostTransport& host, int frames) const PARLANDO_REALTIME
{
    BlockPlace block;
    block.frames = frames;
    block.hasSamples = tellsSamples (host);
    block.position = host.samples;

    if (tellsBeats (host) && (! block.hasSamples || map->anchor() == ReplayAnchor::beats))
    {
        block.beats = host.beats.value;
        block.samplesPerBeat = 60.0 * host.sampleRate / host.tempo.value;
    }

    if (! block.hasSamples)
    {
        constexpr auto farthest = 1e15;
        const auto beside = std::clamp ((block.beats - expectedBeats) * block.samplesPerBeat, -farthest, farthest);
        const auto isInStep = std::fabs (beside) <= frames / 4.0 + 16.0;
        block.position = watch.isRolling() ? watch.expected() : 0;
        block.position += watch.isRolling() && ! isInStep ? std::llround (beside) : 0;
    }

    return block;
}

void ReplayPlayer::followBeats (const BlockPlace& block, bool isJump) PARLANDO_REALTIME
{
    const auto isOtherBeat = std::fabs (block.beats - expectedBeats) * block.samplesPerBeat >
                             block.frames / 2.0 + block.samplesPerBeat / 960;

    if (block.isByBeats())
    {
        if (isJump || ! isByBeats || isOtherBeat)
            places.begin (*map, block);

        places.advance (*map, block);
        expectedBeats = block.beats + block.frames / block.samplesPerBeat;
    }

    isByBeats = block.isByBeats();
}

bool ReplayPlayer::mix (std::span<float> out, const BlockPlace& block, std::int64_t position) PARLANDO_REALTIME
{
    ReplayLayers layers;
    const auto end = position + static_cast<std::int64_t> (out.size());
    const auto beneath = static_cast<std::int64_t> (map->fade().size());
    const auto segments = map->segments();

    if (block.hasSamples)
        hint = map->firstAt (position, hint);

    for (auto i = block.hasSamples ? hint : segments.size();
         i < segments.size() && segments[i].coreBegin - beneath < end; ++i)
        if (segments[i].begin < end && segments[i].end > position && ! (block.isByBeats() && segments[i].hasBeats))
            layers.add ({&segments[i], 0});

    if (block.isByBeats())
        for (const auto& layer : places.layers())
            if (layer.begin() < end && layer.end() > position)
                layers.add (layer);

    for (const auto& layer : layers.all())
        mixLayer (out, position, layer);

    if (layers.all().empty() && block.hasSamples && map->anchor() == ReplayAnchor::samples)
    {
        gapRate = map->hostRate();
        gapBegin = position;
        gapEnd = hint < segments.size() ? segments[hint].coreBegin - beneath : std::numeric_limits<std::int64_t>::max();
    }

    return ! layers.all().empty();
}

/** What lies beneath goes out where the piece comes in, and comes back where it goes. */
void ReplayPlayer::mixLayer (std::span<float> out, std::int64_t position, const ReplayLayer& layer) PARLANDO_REALTIME
{
    const auto& segment = *layer.segment;
    const auto fade = map->fade();
    const auto length = static_cast<std::int64_t> (fade.size());
    const auto pieceBegin = segment.pieceBegin + layer.shift, pieceEnd = segment.pieceEnd + layer.shift;
    const auto from = std::max (position, layer.begin());
    const auto to = std::min (position + static_cast<std::int64_t> (out.size()), layer.end());
    const auto headEnd = std::clamp (pieceBegin + length, from, to),
               tailBegin = std::clamp (pieceEnd - length, from, to);

    const auto voice = std::span (scratch).first (static_cast<std::size_t> (to - from));
    segment.filter->render (segment.voice->samples(), segment.first, from - pieceBegin, voice);

    const auto over = [&] (std::int64_t n, float gain, bool fades) PARLANDO_REALTIME
    {
        auto& sample = out[static_cast<std::size_t> (n - position)];
        const auto above = voice[static_cast<std::size_t> (n - from)];
        sample = sample * (1.0f - gain) + (fades ? above * gain : above);
    };

    for (auto n = from; n < headEnd; ++n)
        over (n, fade[static_cast<std::size_t> (n - pieceBegin)], segment.fadesIn);

    std::copy (voice.begin() + (headEnd - from), voice.begin() + (tailBegin - from),
               out.begin() + (headEnd - position));

    for (auto n = tailBegin; n < to; ++n)
        over (n, fade[static_cast<std::size_t> (pieceEnd - 1 - n)], segment.fadesOut);
}

} // namespace parlando
