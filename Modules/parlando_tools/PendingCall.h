#pragma once

#include "Tool.h"

#include <memory>
#include <stop_token>

namespace parlando
{

/** A call between ToolRunner::run() and the end of its work. */
struct PendingCall
{
    enum class State
    {
        waiting,
        running,
        abandoned, /**< Settled by another than the worker that is still busy with it. */
        settled
    };

    FunctionCall call;
    std::shared_ptr<Tool> tool; /**< Null when the name is unknown. */
    std::uint64_t turn = 0;
    Instant queued, deadline;
    std::stop_source stop;
    State state = State::waiting;
};

} // namespace parlando
