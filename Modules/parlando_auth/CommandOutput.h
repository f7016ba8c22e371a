#pragma once

#include "ProgramEnvironment.h"
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
    std::string error; /**< One sentence when the program did not run, failed, wrote more, or took too long. */
};

/** Runs a program, without a shell, with `input` on its standard input, and waits for its end, not for the end of what
    it has started: at most `limit`, and not when `isAbandoned` has become true, within 50 ms. Then it is ended with all
    that it started, which takes 0.25 s (ChildProgram::end). What it wrote counts from the moment when it has
    ended with exit code 0, and then what it has left running goes on. What it wrote to its standard error is told when
    it fails. Blocks. */
CommandOutput outputOf (const std::vector<std::string>& command, Milliseconds limit,
                        const std::atomic<bool>& isAbandoned, const Secret& input = {},
                        const std::vector<std::string>& environment = programEnvironment (ProgramPurpose::own));

} // namespace parlando
