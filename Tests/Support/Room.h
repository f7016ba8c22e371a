#pragma once

#include <cstddef>
#include <vector>

namespace parlando::test
{

/** Mono, 16 kHz, full scale 1. */
using Sound = std::vector<float>;

constexpr double soundRate = 16'000.0;

inline std::size_t samplesOf (double seconds) { return static_cast<std::size_t> (seconds * soundRate); }

//==============================================================================
/** What a loudspeaker, a room and two sound cards make of a voice on its way into a microphone. */
struct EchoPath
{
    double reverberation = 0.3; /**< RT60 in s; 0: nothing but the direct way. */
    double distance = 0.6;      /**< From the loudspeaker to the microphone, m. */
    double delay = 50.0;        /**< Of everything but the air, ms. */
    double level = -32.0;       /**< Of the echo while the agent speaks, dBFS; below -100 there is none. */
    double drift = 0.0;         /**< By how many parts in a million the microphone's clock is ahead. */
    double clip = 1'000.0;      /**< Where the loudspeaker saturates (cubic), in dB over the voice's RMS. */
    double jumpAt = 1.0e9;      /**< When the delay changes, s. */
    double jump = 0.0;          /**< By so many ms. */
};

/** The response of a shoebox of 5 x 4 x 2.7 m by image sources (Allen and Berkley 1979), loudspeaker and microphone on
    a desk, 0.3 s and more without its lowest frequencies, as in the paper. */
Sound roomResponse (double reverberation, double distance);

/** The time in which its backward integral falls by 60 dB, measured from -5 to -25 dB. */
double reverberationOf (const Sound& response);

/** The echo in the microphone, as long as `played`. */
Sound echoOf (const Sound& played, const EchoPath&);

//==============================================================================
Sound convolved (const Sound&, const Sound& response);
Sound delayed (const Sound&, double milliseconds);
Sound drifted (const Sound&, double partsPerMillion);
Sound noise (std::size_t samples, double level, unsigned seed);

/** dBFS RMS of the frames of 10 ms that are within 30 dB of the loudest one. */
double speechLevel (const Sound&);
Sound atLevel (Sound, double decibels);

/** Sample by sample; as long as the first. */
Sound mixed (Sound, const Sound& other, double atSeconds = 0.0);

} // namespace parlando::test
