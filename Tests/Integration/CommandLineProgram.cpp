#include "CommandLineProgram.h"

#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <poll.h>
#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace parlando::testing
{
namespace
{

constexpr std::chrono::seconds patience{30};

std::vector<char*> pointersTo (std::vector<std::string>& texts)
{
    std::vector<char*> pointers;

    for (auto& text : texts)
        pointers.push_back (text.data());

    pointers.push_back (nullptr);
    return pointers;
}

/** Appends what is there; false at the end of the stream. */
bool readInto (int end, std::string& text)
{
    std::array<char, 4096> bytes{};
    const auto got = ::read (end, bytes.data(), bytes.size());

    if (got > 0)
        text.append (bytes.data(), static_cast<std::size_t> (got));

    return got > 0;
}

} // namespace

CommandLineProgram::CommandLineProgram (const std::vector<std::string>& arguments, const Environment& extra,
                                        const std::string& input)
    : CommandLineProgram (commandOf (arguments), extra, input)
{
}

CommandLineProgram::Command CommandLineProgram::commandOf (const std::vector<std::string>& arguments)
{
    Command command{{PARLANDO_CLIENT}};
    command.words.insert (command.words.end(), arguments.begin(), arguments.end());
    return command;
}

CommandLineProgram::CommandLineProgram (Command toRun, const Environment& extra, const std::string& input)
{
    auto& command = toRun.words;
    const auto folder = std::filesystem::path (PARLANDO_CLIENT).parent_path().string();
    std::vector<std::string> environment{"PATH=" + folder + ":/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=/nonexistent"};

    for (const auto* kept : {"ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"})
        if (const char* value = std::getenv (kept))
            environment.push_back (std::string (kept) + "=" + value);

    for (const auto& [name, value] : extra)
        environment.push_back (name + "=" + value);

    int out[2], error[2];

    if (::pipe2 (out, O_CLOEXEC) != 0 || ::pipe2 (error, O_CLOEXEC) != 0)
        throw std::runtime_error ("no pipes");

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init (&actions);
    posix_spawn_file_actions_addopen (&actions, STDIN_FILENO, input.c_str(), O_RDONLY, 0);
    posix_spawn_file_actions_adddup2 (&actions, out[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2 (&actions, error[1], STDERR_FILENO);
    const auto failed = ::posix_spawn (&process, command[0].c_str(), &actions, nullptr, pointersTo (command).data(),
                                       pointersTo (environment).data());
    posix_spawn_file_actions_destroy (&actions);
    ::close (out[1]);
    ::close (error[1]);
    outEnd = out[0];
    errorEnd = error[0];

    if (failed != 0)
        throw std::runtime_error ("could not run " PARLANDO_CLIENT);
}

CommandLineProgram::~CommandLineProgram()
{
    if (process > 0)
    {
        ::kill (process, SIGKILL);
        ::waitpid (process, nullptr, 0);
    }

    for (const int end : {outEnd, errorEnd})
        if (end >= 0)
            ::close (end);
}

/** Reads what has come; false when both streams are closed or the deadline has passed. */
bool CommandLineProgram::readSome (std::chrono::steady_clock::time_point deadline)
{
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds> (deadline - std::chrono::steady_clock::now()).count();

    if (left <= 0 || (outEnd < 0 && errorEnd < 0))
        return false;

    std::array<pollfd, 2> ends{{{outEnd, POLLIN, 0}, {errorEnd, POLLIN, 0}}};
    ::poll (ends.data(), ends.size(), static_cast<int> (left));
    const std::array<std::pair<int*, std::string*>, 2> streams{{{&outEnd, &result.out}, {&errorEnd, &result.error}}};

    for (std::size_t i = 0; i < ends.size(); ++i)
    {
        if (ends[i].revents != 0 && ! readInto (*streams[i].first, *streams[i].second))
        {
            ::close (*streams[i].first);
            *streams[i].first = -1;
        }
    }

    return true;
}

bool CommandLineProgram::waitForOutput (const std::string& text)
{
    const auto deadline = std::chrono::steady_clock::now() + patience;

    while (result.out.find (text) == std::string::npos)
        if (! readSome (deadline))
            return false;

    return true;
}

void CommandLineProgram::send (int signal) { ::kill (process, signal); }

ProgramResult CommandLineProgram::wait()
{
    const auto deadline = std::chrono::steady_clock::now() + patience;

    while (readSome (deadline))
    {
    }

    if (outEnd >= 0 || errorEnd >= 0)
        ::kill (process, SIGKILL);

    int status = 0;
    ::waitpid (process, &status, 0);
    process = -1;
    result.exitCode = WIFEXITED (status) ? WEXITSTATUS (status) : 128 + WTERMSIG (status);
    return result;
}

ProgramResult runShell (const std::string& script) { return CommandLineProgram::shell (script).wait(); }

ProgramResult runProgram (const std::vector<std::string>& arguments, const CommandLineProgram::Environment& environment)
{
    return CommandLineProgram (arguments, environment).wait();
}

} // namespace parlando::testing
