#pragma once

#include <array>
#include <string>
#include <sys/types.h>
#include <vector>

namespace parlando
{

/** A pipe to or from a program; its ends close with it, and no program inherits them by accident. */
struct ProgramPipe
{
    ProgramPipe();
    ~ProgramPipe();

    ProgramPipe (const ProgramPipe&) = delete;
    ProgramPipe& operator= (const ProgramPipe&) = delete;

    void closeEnd (std::size_t which);

    std::array<int, 2> ends{-1, -1}; /**< To read from, to write to; -1 where closed. */
};

/** A program beside this one, without a shell, in a process group of its own. It inherits the environment but for keys
    of this service. Where it still runs at the destruction it is killed with all that it started. One thread at a
    time. */
class ChildProgram
{
public:
    /** Starts it with these for its standard streams; whoever calls closes the ends that are the program's. */
    ChildProgram (const std::vector<std::string>& command, const ProgramPipe& in, const ProgramPipe& out,
                  const ProgramPipe& error);
    ~ChildProgram();

    ChildProgram (const ChildProgram&) = delete;
    ChildProgram& operator= (const ChildProgram&) = delete;

    /** The system's number of what went wrong at the start, or 0. */
    [[nodiscard]] int spawnFault() const noexcept { return fault; }

    /** Its exit status; 127 where a signal ended it. Waits for its end. */
    int wait();

    /** With all that it started. */
    void kill();

private:
    pid_t process = -1;
    int fault = 0;
    bool hasEnded = false;
};

} // namespace parlando
