#include "TakeTime.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

namespace parlando
{
namespace
{

constexpr double largestBar = 1.0e6, largestOrigin = 1.0e6; // s

bool isTimecode (const HostTransport& host, TakeClock clock)
{
    return clock == TakeClock::timecode ||
           (clock == TakeClock::automatic && host.timecodeOrigin && host.timecodeOrigin.value != 0.0);
}

/** The place in the file of a take. */
std::uint64_t frameOf (const VoicePlace& place, const KeptTake& take, int sampleRate)
{
    constexpr double most = 9.0e15; // what a double counts
    return static_cast<std::uint64_t> (std::min (std::round (place.sample * sampleRate / take.sampleRate), most));
}

std::string labelOf (const VoicePlace& place, std::int64_t time)
{
    const auto bar = barAndBeat (place.host);
    return "heard at " + writtenSeconds (static_cast<double> (time) / place.host.sampleRate) +
           (bar.empty() ? "" : ", bar " + bar);
}

} // namespace

/** In two steps, as a product of all could be beyond 64 bits. */
std::uint64_t atRate (std::uint64_t samples, int fromRate, int toRate) noexcept
{
    const auto from = static_cast<std::uint64_t> (fromRate), to = static_cast<std::uint64_t> (toRate);
    return samples / from * to + (2 * (samples % from) * to + from) / (2 * from);
}

std::uint64_t framesSince (Instant when, int sampleRate)
{
    constexpr int perSecond = 1'000'000'000;
    return atRate (static_cast<std::uint64_t> (std::max<std::int64_t> (toNanoseconds (when), 0)), perSecond,
                   sampleRate);
}

std::optional<std::int64_t> hostTimeOf (const VoicePlace& place, TakeClock clock)
{
    const auto& host = place.host;

    if (! host.isPlaying || ! host.hasSamples || host.sampleRate <= 0)
        return {};

    if (! isTimecode (host, clock))
        return host.samples;

    const auto origin =
        std::clamp (host.timecodeOrigin ? host.timecodeOrigin.value : 0.0, -largestOrigin, largestOrigin);
    return host.samples + static_cast<std::int64_t> (std::llround (origin * host.sampleRate));
}

const VoicePlace* placeOf (const KeptTake& take)
{
    for (const auto& place : take.places)
        if (hostTimeOf (place, TakeClock::host))
            return &place;

    return nullptr;
}

std::optional<std::uint64_t> timeReferenceOf (const KeptTake& take, int sampleRate, TakeClock clock)
{
    if (clock == TakeClock::conversation)
        return take.began ? std::optional (framesSince (*take.began, sampleRate)) : std::nullopt;

    const auto* place = placeOf (take);

    if (place == nullptr)
        return {};

    const auto rate = place->host.sampleRate;
    const auto start = *hostTimeOf (*place, clock) - static_cast<std::int64_t> (frameOf (*place, take, rate));
    constexpr std::int64_t lastFrame = std::int64_t{1} << 40; // weeks at any rate, and more than a day has

    return start < 0 || start > lastFrame
               ? std::nullopt
               : std::optional (atRate (static_cast<std::uint64_t> (start), rate, sampleRate));
}

std::vector<WaveMark> marksOf (const KeptTake& take, int sampleRate, TakeClock clock)
{
    const auto* first = placeOf (take);
    const auto end = std::min<std::uint64_t> (atRate (take.samples, take.sampleRate, sampleRate),
                                              std::numeric_limits<std::uint32_t>::max());
    std::vector<WaveMark> marks;

    const auto add = [&] (std::uint64_t frame, std::string label)
    {
        if (frame < end)
            marks.push_back ({static_cast<std::uint32_t> (frame), 0, std::move (label)});
    };

    for (const auto& place : take.places)
        if (const auto time = hostTimeOf (place, clock); time && &place != first)
            add (frameOf (place, take, sampleRate), labelOf (place, *time));

    if (take.heard)
        add (atRate (*take.heard, take.sampleRate, sampleRate), "not heard from here on");

    return marks;
}

std::string barAndBeat (const HostTransport& host)
{
    if (! host.bar || ! (std::abs (host.bar.value) <= largestBar))
        return {};

    const auto bar = std::to_string (static_cast<long> (std::floor (host.bar.value)) + 1);
    const auto denominator =
        host.meterDenominator && host.meterDenominator.value > 0.0 ? host.meterDenominator.value : 4.0;
    const auto beat = (host.beats.value - host.barStart.value) * denominator / 4.0;

    // A bar that began at another place is none that a beat can be counted from.
    if (! host.beats || ! host.barStart || ! (beat >= 0.0 && beat < 1000.0))
        return bar;

    constexpr double nearlyThere = 1.0e-6;
    return bar + "." + std::to_string (static_cast<int> (std::floor (beat + nearlyThere)) + 1);
}

std::string writtenSeconds (double seconds)
{
    const auto ms = std::llround (std::abs (seconds) * 1000.0);
    char text[64];

    if (ms >= 3'600'000)
        std::snprintf (text, sizeof (text), "%lld:%02lld:%02lld.%03lld", ms / 3'600'000, ms / 60'000 % 60,
                       ms / 1000 % 60, ms % 1000);
    else
        std::snprintf (text, sizeof (text), "%lld:%02lld.%03lld", ms / 60'000, ms / 1000 % 60, ms % 1000);

    return (seconds < 0.0 && ms > 0 ? "-" : "") + std::string (text);
}

} // namespace parlando
