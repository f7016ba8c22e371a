#pragma once

#include "ClockDrift.h"
#include "DelayFinder.h"

namespace parlando
{

/** Where in the microphone the echo of what was played lies, and how it moves: found in about 0.7 s of speech, whatever
   the sound cards say of themselves, followed while the clocks drift, and found again after a jump. One thread.

    Delays in samples of 16 kHz. */
class EchoAlignment
{
public:
    enum class Echo
    {
        unknown, /**< Too little was played until now. */
        found,
        none /**< 5 s of speech were played, and nothing of them came back: headphones. */
    };

    enum class Change
    {
        nothing,
        followed, /**< delay() and growth() are new ones. */
        jumped,   /**< The echo was found, or is elsewhere. */
        lost      /**< There is none, or none any more. */
    };

    /** A frame of each, of the same instant. */
    Change add (const SpeechFrame& microphone, const SpeechFrame& reference);

    [[nodiscard]] Echo echo() const noexcept { return state; }

    /** Now; 0 before it is found. */
    [[nodiscard]] double delay() const noexcept;

    /** By how many samples in a million the delay grows: the difference of two clocks. */
    [[nodiscard]] double growth() const noexcept { return drift.growth(); }

    /** Forgets all. */
    void reset();

private:
    Change look();
    Change follow (double delay);
    Change believe (const DelayFinder::Peak&);
    Change miss();

    DelayFinder finder;
    ClockDrift drift;
    Echo state = Echo::unknown;
    double time = 0.0; // samples
    double candidate = -1.0;
    int misses = 0; // looks
};

} // namespace parlando
