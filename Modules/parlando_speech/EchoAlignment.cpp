#include "EchoAlignment.h"

#include <cmath>

namespace parlando
{
namespace
{

constexpr double clearStrength = 8.0;
constexpr double sameEcho = 16.0; // samples: 1 ms
constexpr int missesToNone = 20, missesToLost = 40;

} // namespace

EchoAlignment::Change EchoAlignment::add (const SpeechFrame& microphone, const SpeechFrame& reference)
{
    time += static_cast<double> (microphone.size());
    return finder.add (microphone, reference) ? look() : Change::nothing;
}

// A microphone without a sound hears no echo; one that is muted for a while will hear it again where it was.
//
// A reflection may be as strong as the direct sound: as long as the echo is still where it was it has not moved.
EchoAlignment::Change EchoAlignment::look()
{
    const auto strongest = finder.peak();
    if (! strongest)
        return state == Echo::found ? Change::nothing : miss();
    if (state == Echo::found)
    {
        const auto here = delay();
        const auto near = finder.peak (here - sameEcho, here + sameEcho);
        if (near && near->strength >= clearStrength && near->strength >= 0.5 * strongest->strength)
            return follow (near->delay);
    }
    return strongest->strength >= clearStrength ? believe (*strongest) : miss();
}

EchoAlignment::Change EchoAlignment::follow (double newDelay)
{
    misses = 0;
    candidate = -1.0;
    drift.add (time, newDelay);
    return Change::followed;
}

/** Twice running: one could be a vowel that is like another one. */
EchoAlignment::Change EchoAlignment::believe (const DelayFinder::Peak& peak)
{
    if (candidate < 0.0 || std::fabs (peak.delay - candidate) > sameEcho)
    {
        candidate = peak.delay;
        return Change::nothing;
    }
    if (state == Echo::found)
        drift.restart();
    else
        drift.reset();
    state = Echo::found;
    follow (peak.delay);
    return Change::jumped;
}

EchoAlignment::Change EchoAlignment::miss()
{
    candidate = -1.0;
    if (state == Echo::none || ++misses < (state == Echo::found ? missesToLost : missesToNone))
        return Change::nothing;
    misses = 0;
    state = Echo::none;
    return Change::lost;
}

double EchoAlignment::delay() const noexcept { return state == Echo::found ? drift.delayAt (time) : 0.0; }

void EchoAlignment::reset()
{
    finder.reset();
    drift.reset();
    state = Echo::unknown;
    time = 0.0;
    candidate = -1.0;
    misses = 0;
}

} // namespace parlando
