#include "ChildProgram.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

extern char** environ;

namespace parlando
{

/** The key of the conversation is nobody else's business. */
static std::vector<char*> environmentWithoutKeys()
{
    std::vector<char*> variables;

    for (auto** each = environ; each != nullptr && *each != nullptr; ++each)
        if (const std::string_view variable (*each);
            ! variable.starts_with ("GOOGLE_API_KEY=") && ! variable.starts_with ("GEMINI_API_KEY="))
            variables.push_back (*each);

    variables.push_back (nullptr);
    return variables;
}

ProgramPipe::ProgramPipe()
{
    if (::pipe (ends.data()) != 0)
        ends = {-1, -1};

    for (const auto end : ends)
        ::fcntl (end, F_SETFD, FD_CLOEXEC);
}

ProgramPipe::~ProgramPipe()
{
    closeEnd (0);
    closeEnd (1);
}

void ProgramPipe::closeEnd (std::size_t which)
{
    if (ends[which] >= 0)
        ::close (std::exchange (ends[which], -1));
}

ChildProgram::ChildProgram (const std::vector<std::string>& command, const ProgramPipe& in, const ProgramPipe& out,
                            const ProgramPipe& error)
{
    std::vector<char*> arguments;
    for (const auto& argument : command)
        arguments.push_back (const_cast<char*> (argument.c_str())); // exec's signature; it does not write
    arguments.push_back (nullptr);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init (&actions);
    posix_spawn_file_actions_adddup2 (&actions, in.ends[0], 0);
    posix_spawn_file_actions_adddup2 (&actions, out.ends[1], 1);
    posix_spawn_file_actions_adddup2 (&actions, error.ends[1], 2);

    posix_spawnattr_t attributes;
    posix_spawnattr_init (&attributes);
    sigset_t none;
    sigemptyset (&none);
    posix_spawnattr_setsigmask (&attributes, &none);
    sigset_t pipes;
    sigemptyset (&pipes);
    sigaddset (&pipes, SIGPIPE); // whoever has it ignored does not pass that on
    posix_spawnattr_setsigdefault (&attributes, &pipes);
    posix_spawnattr_setpgroup (&attributes, 0);
    posix_spawnattr_setflags (&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);

    fault = ::posix_spawnp (&process, command.front().c_str(), &actions, &attributes, arguments.data(),
                            environmentWithoutKeys().data());
    posix_spawnattr_destroy (&attributes);
    posix_spawn_file_actions_destroy (&actions);
}

ChildProgram::~ChildProgram()
{
    if (fault == 0 && ! hasEnded)
        kill();
}

int ChildProgram::wait()
{
    int status = 0;
    while (::waitpid (process, &status, 0) < 0 && errno == EINTR)
    {
    }
    hasEnded = true;
    return WIFEXITED (status) ? WEXITSTATUS (status) : 127;
}

void ChildProgram::kill()
{
    ::kill (-process, SIGKILL);
    wait();
}

} // namespace parlando
