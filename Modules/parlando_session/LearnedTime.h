#pragma once

#include <parlando_realtime/Instant.h>

#include <algorithm>
#include <cmath>
#include <deque>

namespace parlando
{

/** A share of the last 16 times that something took, within bounds. What it begins with counts as one of them. */
class LearnedTime
{
public:
    struct Bounds
    {
        Milliseconds start, least, most;
        double share; /**< Of the times, that are no longer than time(). */
    };

    explicit LearnedTime (const Bounds& of) : bounds (of), times{of.start} {}

    void add (Milliseconds took)
    {
        times.push_back (took);
        if (times.size() > 16)
            times.pop_front();
    }

    [[nodiscard]] Milliseconds time() const
    {
        auto sorted = times;
        std::sort (sorted.begin(), sorted.end());
        const auto place = std::ceil (bounds.share * static_cast<double> (sorted.size())) - 1.0;
        return std::clamp (sorted[static_cast<std::size_t> (std::max (place, 0.0))], bounds.least, bounds.most);
    }

private:
    Bounds bounds;
    std::deque<Milliseconds> times;
};

} // namespace parlando
