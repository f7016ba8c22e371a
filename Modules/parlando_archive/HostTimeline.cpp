#include "HostTimeline.h"

#include "SortedBy.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace parlando
{
namespace
{

using Seconds = std::chrono::duration<double>;

/** A moment of the conversation of which it is known where the host was. */
struct KnownPlace
{
    Instant when, takeEnd;
    std::optional<Seconds> host; // nothing where it stood still
};

Instant later (Instant when, double seconds)
{
    return when + std::chrono::round<Instant::duration> (Seconds (seconds));
}

std::vector<KnownPlace> placesIn (const KeptVoices& voices, TakeClock clock)
{
    constexpr double longest = 1.0e6; // s
    std::vector<KnownPlace> known;

    for (const auto& take : voices.takes)
        for (const auto& place : take.places)
        {
            if (! take.began)
                continue;

            const auto time = hostTimeOf (place, clock);
            const auto rate = static_cast<double> (take.sampleRate);
            const auto heard = static_cast<double> (take.heard.value_or (take.samples));
            known.push_back (
                {later (*take.began, std::min (place.sample / rate, longest)),
                 later (*take.began, std::min (heard / rate, longest)),
                 time ? std::optional (Seconds (static_cast<double> (*time) / place.host.sampleRate)) : std::nullopt});
        }

    return sortedBy (std::move (known), &KnownPlace::when);
}

/** The place that says most about a moment: within a turn the last one, else the next before or after it. Null where
    there is none at all. */
const KnownPlace* nearestTo (const std::vector<KnownPlace>& known, Instant when)
{
    const auto after = std::upper_bound (known.begin(), known.end(), when,
                                         [] (Instant moment, const KnownPlace& each) { return moment < each.when; });

    if (after == known.begin())
        return known.empty() ? nullptr : &known.front();

    const auto before = std::prev (after);
    const auto isNearer =
        after == known.end() || when <= before->takeEnd || when - before->takeEnd <= after->when - when;
    return isNearer ? &*before : &*after;
}

/** Nothing for a moment of which nobody knows. */
std::optional<Seconds> hostTimeAt (const std::vector<KnownPlace>& known, Instant when)
{
    const auto* place = nearestTo (known, when);

    if (place == nullptr || ! place->host)
        return {};

    return *place->host + (when - place->when);
}

} // namespace

HostWords onHostTimeline (const KeptWords& words, TakeClock clock)
{
    const auto known = placesIn (words.voices, clock);
    HostWords found;

    for (const auto& entry : words.transcript.entries)
    {
        const auto start = hostTimeAt (known, entry.start);
        const auto end = start ? Seconds (*start + (entry.end - entry.start)) : Seconds (-1.0);

        // Beyond what transcripts can say there are no sessions.
        if (! start || start->count() > 1.0e7 || end.count() < 0.0)
        {
            ++found.leftOut;
            continue;
        }

        auto moved = entry;
        moved.id = found.transcript.entries.size() + 1;
        moved.start = later (Instant(), std::max (start->count(), 0.0));
        moved.end = later (Instant(), end.count());
        found.transcript.entries.push_back (std::move (moved));
    }

    return found;
}

bool hasHost (const KeptVoices& voices)
{
    return std::any_of (voices.takes.begin(), voices.takes.end(),
                        [] (const KeptTake& take) { return take.began && placeOf (take) != nullptr; });
}

} // namespace parlando
