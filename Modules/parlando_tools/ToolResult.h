#pragma once

#include "ToolOutcome.h"

#include <parlando_realtime/parlando_realtime.h>

#include <string>

namespace parlando
{

/** The one answer to one call. */
struct ToolResult
{
    std::string id, name; /**< As the model gave them, byte for byte (C34). */
    ToolOutcome outcome;  /**< Its response is valid UTF-8 and at most ToolRunner::maximumResponseBytes as text. */
    std::optional<Scheduling> scheduling; /**< Tool::scheduling() for this outcome. */
    Instant started;                      /**< When a worker took it; when run() was called, if none ever did. */
    Instant finished;
};

} // namespace parlando
