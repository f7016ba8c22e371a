#include "ClockDrift.h"

#include "SpeechFrame.h"

namespace parlando
{
namespace
{

constexpr std::size_t mostPlaces = 240;
constexpr double longestSpan = 60.0 * speechRate, shortestSpan = 4.0 * speechRate;
constexpr std::size_t leastPlaces = 12;

// Neighbouring places share most of their sound, so that errors go together: more than the two of a textbook.
constexpr double certainty = 5.0;

} // namespace

void ClockDrift::add (double time, double delay)
{
    const auto isOld = [time] (const Place& place) { return place.time < time - longestSpan; };
    places.erase (places.begin(), std::find_if_not (places.begin(), places.end(), isOld));
    if (places.size() == mostPlaces)
        places.erase (places.begin());
    places.push_back ({time, delay});
    fit();
}

void ClockDrift::fit()
{
    const auto count = static_cast<double> (places.size());
    middleTime = middleDelay = 0.0;
    for (const auto& place : places)
    {
        middleTime += place.time / count;
        middleDelay += place.delay / count;
    }
    hasLine = places.size() >= leastPlaces && places.back().time - places.front().time >= shortestSpan;
    if (! hasLine)
        return;

    double squares = 0.0, products = 0.0, missed = 0.0;
    for (const auto& place : places)
    {
        squares += (place.time - middleTime) * (place.time - middleTime);
        products += (place.time - middleTime) * (place.delay - middleDelay);
    }
    slope = products / squares;
    for (const auto& place : places)
    {
        const auto miss = place.delay - middleDelay - slope * (place.time - middleTime);
        missed += miss * miss;
    }
    const auto error = std::sqrt (missed / (count - 2.0) / squares);
    grows = std::fabs (slope) > certainty * error && std::fabs (slope) > 1.0e-6 ? slope * 1.0e6 : 0.0;
}

double ClockDrift::delayAt (double time) const noexcept
{
    if (places.empty())
        return 0.0;
    return hasLine ? middleDelay + slope * (time - middleTime)
                   : places.back().delay + grows * 1.0e-6 * (time - places.back().time);
}

void ClockDrift::restart()
{
    places.clear();
    hasLine = false;
}

void ClockDrift::reset()
{
    restart();
    grows = 0.0;
}

} // namespace parlando
