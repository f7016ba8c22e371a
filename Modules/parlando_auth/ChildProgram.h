#pragma once

#include "ProgramEnvironment.h"
#include "ProgramPipe.h"

#include <parlando_realtime/parlando_realtime.h>

#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace parlando
{

/** A program beside this one: without a terminal, with no open file of this process but the three pipes to it, with
    signals as they are in a fresh process, and with the environment that it is given. No shell reads its command.

    Its exit status is known whatever the host does with SIGCHLD, which stays as it is. Nothing here waits without a
    bound. Linux and macOS; nothing of the kind is built for Windows. One thread at a time. */
class ChildProgram
{
public:
    /** Starts it; the first word of `command` is looked for as findProgram() does. See problem(). */
    explicit ChildProgram (const std::vector<std::string>& command,
                           const std::vector<std::string>& environment = programEnvironment (ProgramPurpose::own));

    /** As end() where it still runs. What a program that ended by itself has left running (a player, a browser) goes
        on. */
    ~ChildProgram();

    ChildProgram (const ChildProgram&) = delete;
    ChildProgram& operator= (const ChildProgram&) = delete;

    /** Why it does not run at all, half a sentence: "there is no such program in the PATH; install it ...". Empty where
        it was started. */
    [[nodiscard]] const std::string& problem() const noexcept { return wrong; }

    /** Takes off the front of `text` what fits into the pipe now. */
    void give (std::string_view& text);

    /** The program sees the end of its standard input. */
    void closeInput();

    /** For poll(): -1 once closeInput() was called. */
    [[nodiscard]] int input() const noexcept { return in ? in->end (1) : -1; }

    /** For poll() and read(), which does not wait. */
    [[nodiscard]] int output() const noexcept { return out ? out->end (0) : -1; }

    /** Its standard error, as output(). */
    [[nodiscard]] int complaints() const noexcept { return error ? error->end (0) : -1; }

    /** For poll(): is readable when hasEnded() may have changed. */
    [[nodiscard]] int news() const noexcept { return report ? report->end (0) : -1; }

    /** True as well where it was never started. Does not wait. */
    [[nodiscard]] bool hasEnded();

    /** Waits for it, at most so long. */
    bool hasEndedWithin (Milliseconds);

    /** Its exit status once hasEnded(); 128 and the signal's number where a signal ended it. Empty where it was killed
        together with all around it, or there was no room for another process. */
    [[nodiscard]] std::optional<int> exitStatus() const noexcept { return status; }

    /** Ends it and all that it started: asks (SIGTERM) and kills what still runs 0.25 s later. Takes no longer, but on
        a machine that is too busy to end anything (3.3 s at most). A descendant that made a session of its own (a
        daemon) lives on. */
    void end();

private:
    void start (const std::vector<std::string>& command, const std::vector<std::string>& environment);
    void readReport();
    void signal (int number) const;
    void release();
    bool reap (Milliseconds patience);

    std::optional<ProgramPipe> in, out, error, report;
    std::string wrong, told;
    pid_t watcher = -1; /**< Also the number of the group. */
    pid_t program = -1; /**< Where it is known already. */
    pid_t apart = -1;   /**< The program's own group, where it made one. */
    std::optional<int> status;
    bool isWatched = false;
};

} // namespace parlando
