#include "TurnExport.h"

#include <parlando_archive/parlando_archive.h>
#include <parlando_loudness/parlando_loudness.h>

#include <algorithm>
#include <stdexcept>

namespace parlando
{
namespace
{

constexpr auto noVoice = "The agent's voice in this turn is not kept: choose that under Settings, Keep; it counts from "
                         "the next conversation on.";

/** The last one of that turn: of one that broke off before a word of it was noted there is another. */
const KeptTake* takeOfTurn (const std::vector<KeptTake>& takes, std::uint64_t turn)
{
    const auto found =
        std::find_if (takes.rbegin(), takes.rend(), [&] (const KeptTake& each) { return each.turn == turn; });
    return found != takes.rend() ? &*found : nullptr;
}

std::vector<const KeptTake*> wantedOf (const KeptTakes& kept, const TakeWish& wish)
{
    const auto& takes = kept.conversation.voices.takes;
    std::vector<const KeptTake*> wanted;

    if (wish.turns.empty())
        for (const auto& take : takes)
            wanted.push_back (&take);

    for (const auto turn : wish.turns)
        if (const auto* take = takeOfTurn (takes, turn))
            wanted.push_back (take);

    return wanted;
}

} // namespace

TakesMade exportTurns (const TakeWish& wish)
{
    const auto kept = readTakes (wish.folder);
    const auto wanted = wantedOf (kept, wish);
    const auto why = kept.problems.empty() ? std::string (noVoice) : kept.problems.front();

    if (wanted.empty())
        throw std::runtime_error (why);

    TakeExport how;
    how.target = wish.target.empty() ? TakeFiles::usualTarget (wish.folder) : wish.target;
    how.sampleRate = wish.sampleRate;
    how.meter = makeEburLoudness;
    TakesMade made;

    for (const auto* take : wanted)
        made.paths.push_back (exportTake (kept, *take, how).path);

    if (wanted.size() < wish.turns.size() || ! kept.problems.empty())
        made.problem = "Not all turns are there. " + why;

    return made;
}

} // namespace parlando
