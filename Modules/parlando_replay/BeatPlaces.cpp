#include "BeatPlaces.h"

#include <algorithm>
#include <cmath>

namespace parlando
{

namespace
{

/** As fine as hosts count: Ardour's ticks. */
constexpr double tick = 1.0 / 1920.0;

/** What is half a sample but for the last bits goes up, in each block that it is computed in. */
std::int64_t wholeSample (double samples) PARLANDO_REALTIME
{
    return static_cast<std::int64_t> (std::floor (samples + 0.5 + 1e-5));
}

ReplayLayer placedIn (const BlockPlace& block, const ReplaySegment& segment) PARLANDO_REALTIME
{
    const auto there = block.beats + static_cast<double> (segment.begin - block.position) / block.samplesPerBeat;

    if (block.hasSamples && std::fabs (there - segment.beats) <= tick)
        return {&segment, 0};

    const auto distance = wholeSample ((segment.beats - block.beats) * block.samplesPerBeat);
    return {&segment, block.position + distance - segment.begin};
}

} // namespace

void BeatPlaces::begin (const ReplayMap& map, const BlockPlace& block) PARLANDO_REALTIME
{
    const auto segments = map.byBeats();
    const auto later = std::partition_point (segments.begin(), segments.end(),
                                             [&] (const auto& segment) { return segment.beats < block.beats; });
    const auto earliest = block.beats - static_cast<double> (map.longestByBeats()) / block.samplesPerBeat - tick;
    next = static_cast<std::size_t> (later - segments.begin());
    sounding.clear();

    for (auto i = next; i > 0 && segments[i - 1].beats >= earliest; --i)
    {
        const auto layer = placedIn (block, segments[i - 1]);

        if (layer.end() > block.position)
            sounding.add (layer);
    }
}

void BeatPlaces::advance (const ReplayMap& map, const BlockPlace& block) PARLANDO_REALTIME
{
    const auto segments = map.byBeats();
    const auto end = block.beats + block.frames / block.samplesPerBeat + 2.0 * tick;
    sounding.dropBefore (block.position);

    for (; next < segments.size() && segments[next].beats < end; ++next)
        sounding.add (placedIn (block, segments[next]));
}

} // namespace parlando
