#include "LaneChoices.h"

#include <utility>

namespace parlando
{

const LaneChoice* LaneChoices::of (std::uint64_t lane) const
{
    const auto found = chosen.find (lane);
    return found != chosen.end() ? &found->second : nullptr;
}

void LaneChoices::choose (std::uint64_t lane, LaneChoice choice)
{
    const auto* now = of (lane);

    if (now != nullptr && *now == choice)
        return;

    steps.erase (steps.begin() + static_cast<std::ptrdiff_t> (done), steps.end());
    steps.push_back ({lane, now != nullptr ? std::optional (*now) : std::nullopt, choice});

    if (steps.size() > mostSteps)
        steps.erase (steps.begin());

    done = steps.size();
    chosen[lane] = std::move (choice);
    ++editsMade;
}

void LaneChoices::undo()
{
    if (! canUndo())
        return;

    const auto& step = steps[--done];
    ++editsMade;

    if (step.before)
        chosen[step.lane] = *step.before;
    else
        chosen.erase (step.lane);
}

void LaneChoices::redo()
{
    if (! canRedo())
        return;

    const auto& step = steps[done++];
    chosen[step.lane] = step.after;
    ++editsMade;
}

} // namespace parlando
