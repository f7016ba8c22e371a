#pragma once

#include "Secret.h"

#include <parlando_realtime/parlando_realtime.h>

#include <atomic>
#include <string>
#include <vector>

namespace parlando
{

/** What a program wrote to its standard output, or why there is nothing. */
struct CommandOutput
{
    Secret text;       /**< At most 64 kB, whatever it is. */
    std::string error; /**< One sentence when the program did not run, failed, or took too long. */
};

/** Runs a program, without a shell, with `input` on its standard input (64 kB at most, as much as the system's pipes
    hold), and waits for its end: at most `limit`, and not when `isAbandoned` has become true, within 50 ms; then it is
    killed with all that it started. What it wrote to its standard error is told when it fails. It inherits the
    environment but for keys of this service. Blocks. */
CommandOutput outputOf (const std::vector<std::string>& command, Milliseconds limit,
                        const std::atomic<bool>& isAbandoned, const Secret& input = {});

} // namespace parlando
