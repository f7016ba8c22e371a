#include "LearnedPatience.h"

#include <algorithm>
#include <cmath>

namespace parlando
{
namespace
{

// An average alone would end half of the pauses.
constexpr double patienceOfPause = 1.5;
constexpr double oldPausesWeigh = 0.9;

// Goldman-Eisler and others count hesitations from 200 or 250 ms on; what is shorter closes a consonant.
constexpr Milliseconds shortestPause{200}, leastPatience{350}, mostPatience{1'500};

constexpr double pastFalseEnd = 1.2; // of the silence that was too long for the patience

} // namespace

Milliseconds LearnedPatience::time() const
{
    const auto learned = Milliseconds (std::lround (patienceOfPause * average));
    return fixed.value_or (std::clamp (learned, leastPatience, mostPatience));
}

void LearnedPatience::paused (Milliseconds silence)
{
    if (silence >= shortestPause)
        average = oldPausesWeigh * average +
                  (1.0 - oldPausesWeigh) * static_cast<double> (std::min (silence, mostPatience).count());
}

void LearnedPatience::endedTooSoon (Milliseconds silence)
{
    const auto needed =
        std::min (pastFalseEnd * static_cast<double> (silence.count()), static_cast<double> (mostPatience.count()));
    average = std::max (average, needed / patienceOfPause);
}

} // namespace parlando
