#pragma once

#include "Support/Room.h"

#include <parlando_speech/parlando_speech.h>

#include <vector>

namespace parlando::benchmarks
{

/** What a processor and a detector made of a conversation. */
struct Heard
{
    test::Sound suppressed, linear;
    std::vector<bool> voiced;
    std::vector<std::size_t> onsets; /**< Frames at which they were sure. */
    std::vector<double> cost;        /**< us a frame, of this thread. */
    SpeechProcessor::Figures figures{};

    /** Onsets after which ten of fifteen frames were voiced: the agent would be held. */
    [[nodiscard]] int holds() const;
};

Heard heardBy (SpeechProcessor&, const test::Sound& microphone, const test::Sound& played, double knownDelay);

/** An agent alone in a room. */
struct AloneInRoom
{
    AloneInRoom (const test::EchoPath&, double seconds, double noise = -80.0);

    /** dB, by which `after` has less than the microphone in the frames with echo from one second to another. */
    [[nodiscard]] double lowered (const test::Sound& after, double from, double to) const;

    test::Sound agent, echo, microphone;
};

} // namespace parlando::benchmarks
