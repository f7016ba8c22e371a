#pragma once

#include <parlando_realtime/Instant.h>

#include <string>

namespace parlando
{

/** A recording, for people. */
struct RecordingView
{
    enum class State
    {
        off,
        armed,  /**< It begins with the next conversation, or with the one that is being connected. */
        running /**< Everything is kept. */
    };

    State state = State::off;
    Instant::duration length{}; /**< Of all recordings of the conversation that runs, or of the last one. */
    std::string problem;        /**< One sentence where not all of it could be kept; else empty. */

    bool operator== (const RecordingView&) const = default;
};

} // namespace parlando
