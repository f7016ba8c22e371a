#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

namespace parlando::detail_program
{

/** The program's ends, each number above 9. */
struct ProgramStreams
{
    int input, output, complaints;
    int report; /**< Of a two-way pipe: tells "PROCESS\n" at the start and "STATUS\n" at the end. */
};

/** Starts `path` with the arguments that follow the first word of `command`, and watched: in a session of its own
    stands a watching process, whose number is returned and which is the group's, and below it the program.

    The watching process tells the program's number, then its exit status as a shell counts it (128 and the signal's
    number where a signal ended it), and ends when the other end of `report` is closed. Until then its number, and so
    that of the group, is nobody else's. Throws std::system_error. */
pid_t startWatched (const std::string& path, const std::vector<std::string>& command,
                    const std::vector<std::string>& environment, const ProgramStreams&);

} // namespace parlando::detail_program
