#include "PlayedReference.h"

#include <algorithm>

namespace parlando
{

void PlayedReference::setWanted (bool isWanted)
{
    if (isWanted && store == nullptr)
        store = std::make_unique<Store>();

    inUse.store (isWanted ? store.get() : nullptr, std::memory_order_release);
}

void PlayedReference::add (std::span<const float> played, std::uint64_t position) PARLANDO_REALTIME
{
    auto* const there = inUse.load (std::memory_order_acquire);
    const auto end = position + played.size();

    if (there == nullptr || played.empty())
    {
        hasStretch = false;
        known.store (end, std::memory_order_release);
        return;
    }

    auto& samples = there->samples;
    const auto goesOn = hasStretch && position - writing.position == samples.writePosition() - writing.first;

    if (! goesOn)
    {
        writing = {position, samples.writePosition()};
        hasStretch = there->stretches.push (writing);
    }

    // What finds no room is silence, and the next block begins a stretch.
    if (hasStretch)
        samples.write (played.data(), played.size());

    known.store (end, std::memory_order_release);
}

void PlayedReference::read (std::uint64_t position, std::span<float> played)
{
    std::fill (played.begin(), played.end(), 0.0f);

    if (store == nullptr)
        return;

    takeStretches();
    auto& samples = store->samples;
    const auto written = samples.writePosition();
    const auto end = position + played.size();

    // Another stretch begins where it does, and those before it are read no more.
    while (ahead.size() > 1 && ahead[1].position <= position)
        ahead.pop_front();

    for (std::size_t i = 0; i < ahead.size() && ahead[i].position < end; ++i)
    {
        const auto& stretch = ahead[i];
        const auto last = i + 1 < ahead.size() ? std::min (end, ahead[i + 1].position) : end;
        const auto from = std::max (position, stretch.position);
        const auto ring = stretch.first + (from - stretch.position);
        const auto ringEnd = i + 1 < ahead.size() ? std::min (written, ahead[i + 1].first) : written;

        if (from >= last || ring >= ringEnd || ring < samples.readPosition())
            continue;

        samples.skipTo (ring);
        samples.read (played.data() + (from - position),
                      static_cast<std::size_t> (std::min (last - from, ringEnd - ring)));
    }
}

void PlayedReference::takeStretches()
{
    for (Stretch next; store->stretches.pop (next);)
        ahead.push_back (next);
}

} // namespace parlando
