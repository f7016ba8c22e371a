#pragma once

#include "CommandLineError.h"

namespace parlando
{

/** SIGINT, SIGTERM and SIGHUP as something that poll() can wait for.

    The first signal makes `descriptor()` readable; a second SIGINT or SIGTERM ends the program at once with status
    128 + its number. A SIGHUP that is ignored when the program starts (nohup) stays so. One object at a time; its
   thread is the one that polls.
*/
class StopSignal
{
public:
    StopSignal();
    ~StopSignal();

    StopSignal (const StopSignal&) = delete;
    StopSignal& operator= (const StopSignal&) = delete;

    /** Readable once a signal came, and for ever after. */
    int descriptor() const noexcept;

    /** What a program returns that the first signal to the last such object has ended. */
    static ExitCode exitCode() noexcept;
};

} // namespace parlando
