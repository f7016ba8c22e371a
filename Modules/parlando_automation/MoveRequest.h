#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace parlando
{

/** How long a move takes. */
struct RampTime
{
    enum class Unit
    {
        milliseconds,
        beats, /**< Quarter notes at the host's tempo. */
        bars
    };

    double amount = 0.0; /**< 0: at once. */
    Unit unit = Unit::milliseconds;

    static constexpr double longestMilliseconds = 600'000.0, longestBeats = 256.0, longestBars = 64.0;
};

/** What one call moves. */
struct MoveRequest
{
    struct Target
    {
        std::size_t control = 0; /**< Index among the controls. */
        double value = 0.0;      /**< In the control's unit, in its range. */
    };

    std::string call; /**< The function and its arguments: the same for the same call. */
    std::vector<Target> targets;
    RampTime ramp;
};

} // namespace parlando
