#pragma once

namespace parlando
{

/** SIGINT and SIGTERM as something that poll() can wait for.

    The first signal makes `descriptor()` readable; the second ends the program at once with status 130. One object
    at a time; its thread is the one that polls.
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

    /** The signal that came to the last such object, 0 for none: SIGINT or SIGTERM. */
    static int received() noexcept;
};

} // namespace parlando
