#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace parlando
{

/** What was moved, newest last, as a person undoes it: the moves of one turn together. One thread. */
class ChangeJournal
{
public:
    struct Change
    {
        std::size_t control = 0;
        double before = 0.0, after = 0.0; /**< Normalised. */
    };

    static constexpr std::size_t mostSteps = 64;

    /** `turn` 0 belongs to no turn: a step of its own. */
    void add (std::uint64_t turn, const Change& change)
    {
        if (steps.empty() || turn == 0 || steps.back().turn != turn)
            steps.push_back ({turn, {}});

        if (steps.size() > mostSteps)
            steps.pop_front();

        for (auto& each : steps.back().changes)
            if (each.control == change.control)
            {
                each.after = change.after;
                return;
            }

        steps.back().changes.push_back (change);
    }

    [[nodiscard]] bool isEmpty() const noexcept { return steps.empty(); }

    /** The newest step, or nothing. */
    [[nodiscard]] const std::vector<Change>* newest() const { return steps.empty() ? nullptr : &steps.back().changes; }

    /** Takes the newest step out; there must be one. */
    std::vector<Change> take()
    {
        auto changes = std::move (steps.back().changes);
        steps.pop_back();
        return changes;
    }

    void clear() { steps.clear(); }

private:
    struct Step
    {
        std::uint64_t turn = 0;
        std::vector<Change> changes;
    };

    std::deque<Step> steps;
};

} // namespace parlando
