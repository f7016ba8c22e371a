#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace parlando
{

/** Which takes of a lane count; takes are named by their hash. */
struct LaneChoice
{
    std::string base; /**< The one that was chosen as a whole. */
    std::vector<std::string>
        sections; /**< For each sentence of `base` the take that it comes from; empty: all of base. */

    bool operator== (const LaneChoice&) const = default;
};

/** What was chosen in the lanes of a project, and how to take that back. A value; any one thread. */
class LaneChoices
{
public:
    static constexpr std::size_t mostSteps = 100;

    /** Null where the newest take counts. */
    [[nodiscard]] const LaneChoice* of (std::uint64_t lane) const;

    /** A step that can be taken back; the oldest of too many cannot any more. */
    void choose (std::uint64_t lane, LaneChoice);

    /** What is known from before: no step. */
    void set (std::uint64_t lane, LaneChoice choice) { chosen[lane] = std::move (choice); }

    /** How often something else was chosen, taken back or chosen again. */
    [[nodiscard]] std::uint64_t edits() const noexcept { return editsMade; }

    [[nodiscard]] bool canUndo() const noexcept { return done > 0; }
    [[nodiscard]] bool canRedo() const noexcept { return done < steps.size(); }
    void undo();
    void redo();

private:
    struct Step
    {
        std::uint64_t lane;
        std::optional<LaneChoice> before;
        LaneChoice after;
    };

    std::map<std::uint64_t, LaneChoice> chosen;
    std::vector<Step> steps;
    std::size_t done = 0; // steps that have not been taken back
    std::uint64_t editsMade = 0;
};

} // namespace parlando
