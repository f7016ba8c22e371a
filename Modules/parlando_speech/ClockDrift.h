#pragma once

#include <cstddef>
#include <vector>

namespace parlando
{

/** How much faster one clock is than another, by delays that were measured between them: the line that lies closest to
    those of the last minute. */
class ClockDrift
{
public:
    /** Times rise. Both in samples of the same rate. */
    void add (double time, double delay);

    /** The delay jumped: the places before it no longer count, the drift that was found still does. */
    void restart();
    void reset();

    /** By how many samples in a million the delay grows; 0 while that could be chance. */
    [[nodiscard]] double growth() const noexcept { return grows; }

    /** On the line; the last measured one while there is none. */
    [[nodiscard]] double delayAt (double time) const noexcept;

private:
    struct Place
    {
        double time, delay;
    };

    void fit();

    std::vector<Place> places;
    double grows = 0.0;
    double middleTime = 0.0, middleDelay = 0.0, slope = 0.0;
    bool hasLine = false;
};

} // namespace parlando
