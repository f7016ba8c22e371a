#pragma once

#include "Support/Room.h"

namespace parlando::benchmarks
{

// Sounds beside a microphone that are no words, 16 kHz. None of them is a recording: Debian has no coughs and no
// keyboard, so they are made of noise and tones by the times and bands of real ones. `seed` varies them.

/** A cough: noise of 300 to 2,500 Hz, 30 ms of attack, 250 to 450 ms long, half of them with a voiced end. */
test::Sound cough (double level, unsigned seed);

/** Keys: pairs of clicks of 2 to 8 ms, 60 to 200 ms apart, in bursts of 1 to 3 s with rests between. `level` is that of
    the clicks themselves. */
test::Sound typing (double seconds, double level, unsigned seed);

/** A door that slams: 60 Hz that dies away and 50 ms of noise. */
test::Sound doorSlam (double level, unsigned seed);

/** A band from another room: chords of plucked strings, bass and drums, 110 beats a minute. */
test::Sound music (double seconds, double level, unsigned seed);

} // namespace parlando::benchmarks
