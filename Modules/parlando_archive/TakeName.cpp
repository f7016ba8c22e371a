#include "TakeName.h"

#include "FolderName.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace parlando
{
namespace
{

constexpr std::size_t mostTakeNameBytes = 100, mostWordBytes = 60;

/** No colon can be in a name. */
std::string whereOf (const KeptTake& take, TakeClock clock)
{
    const auto* place = placeOf (take);

    if (place == nullptr)
        return {};

    if (const auto bar = barAndBeat (place->host); ! bar.empty())
        return " bar " + bar;

    const auto rate = place->host.sampleRate;
    const auto start = timeReferenceOf (take, rate, clock);

    if (! start)
        return {};

    const auto ms = static_cast<unsigned long long> (std::llround (static_cast<double> (*start) * 1000.0 / rate));
    char text[64];
    std::snprintf (text, sizeof (text), " at %llum%02llu.%03llus", ms / 60'000, ms / 1000 % 60, ms % 1000);
    return text;
}

/** Whole words, unless one alone is too long. */
std::string firstWords (std::string_view text, std::size_t room)
{
    const auto cut = plainName (text, room);

    // Of more than there is room for, the last word is but a part.
    if (plainName (text, 2 * room) == cut)
        return cut;

    const auto space = cut.rfind (' ');
    return space == cut.npos ? cut : plainName (std::string_view (cut).substr (0, space), room);
}

} // namespace

std::string takeName (const KeptTake& take, TakeClock clock, int copy)
{
    char number[32];
    std::snprintf (number, sizeof (number), "%04llu", static_cast<unsigned long long> (take.turn));
    const auto begin = number + whereOf (take, clock);
    const auto ending = (copy > 1 ? " (" + std::to_string (copy) + ")" : std::string()) + ".wav";
    const auto room = mostTakeNameBytes - std::min (mostTakeNameBytes, begin.size() + 1 + ending.size());
    const auto words = firstWords (take.words, std::min (room, mostWordBytes));
    return begin + (words.empty() ? "" : " " + words) + ending;
}

} // namespace parlando
