#include "CommandOutput.h"

#include <parlando_transport/CleanText.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

extern char** environ;

namespace parlando
{

namespace detail_command
{

constexpr std::size_t maximumOutput = 64 * 1024;
constexpr std::size_t longestComplaint = 200;

/** A pipe whose ends close with it. */
struct Pipe
{
    Pipe()
    {
        if (::pipe (ends.data()) != 0)
            ends = {-1, -1};

        for (const auto end : ends)
            ::fcntl (end, F_SETFD, FD_CLOEXEC);
    }

    ~Pipe()
    {
        closeEnd (0);
        closeEnd (1);
    }

    Pipe (const Pipe&) = delete;
    Pipe& operator= (const Pipe&) = delete;

    void closeEnd (std::size_t which)
    {
        if (ends[which] >= 0)
            ::close (std::exchange (ends[which], -1));
    }

    std::array<int, 2> ends{-1, -1}; // to read from, to write to
};

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

/** A program in a process group of its own, which ends with it. */
class Program
{
public:
    Program (const std::vector<std::string>& command, const Pipe& in, const Pipe& out, const Pipe& error)
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

    ~Program()
    {
        if (fault == 0 && ! hasEnded)
            kill();
    }

    Program (const Program&) = delete;
    Program& operator= (const Program&) = delete;

    int spawnFault() const { return fault; }

    /** Its exit status; 127 where a signal ended it. Waits. */
    int wait()
    {
        int status = 0;
        while (::waitpid (process, &status, 0) < 0 && errno == EINTR)
        {
        }
        hasEnded = true;
        return WIFEXITED (status) ? WEXITSTATUS (status) : 127;
    }

    void kill()
    {
        ::kill (-process, SIGKILL);
        wait();
    }

private:
    pid_t process = -1;
    int fault = 0;
    bool hasEnded = false;
};

/** All of it before anybody reads; false when it does not fit into a pipe. */
static bool fill (Pipe& pipe, std::string_view text)
{
    ::fcntl (pipe.ends[1], F_SETFL, O_NONBLOCK);
    const auto written = text.empty() ? 0 : ::write (pipe.ends[1], text.data(), text.size());
    pipe.closeEnd (1);
    return written == static_cast<ssize_t> (text.size());
}

/** Appends what is there; false at the end of the stream. */
static bool readSome (int descriptor, Secret& text, std::size_t& length)
{
    const auto room = text.bytesToFill().subspan (length);
    std::array<char, 1024> surplus{};
    const auto target = room.empty() ? std::span<char> (surplus) : room;
    const auto count = ::read (descriptor, target.data(), target.size());

    if (count > 0 && ! room.empty())
        length += static_cast<std::size_t> (count);

    return count > 0 || (count < 0 && errno == EINTR);
}

static std::string failure (const std::string& program, int status, std::string_view complaint)
{
    auto words = cleanText (complaint);
    words = std::string (cutText (words, longestComplaint));
    while (! words.empty() && (words.back() == ' ' || words.back() == '.'))
        words.pop_back();

    return program + " failed with exit code " + std::to_string (status) + (words.empty() ? "" : ": " + words) + ".";
}

} // namespace detail_command

CommandOutput outputOf (const std::vector<std::string>& command, Milliseconds limit,
                        const std::atomic<bool>& isAbandoned, const Secret& input)
{
    using namespace detail_command;
    CommandOutput output;

    if (command.empty() || command.front().empty())
    {
        output.error = "There is no program to run: name one.";
        return output;
    }

    Pipe in, out, complaints;

    if (! fill (in, input.reveal()))
    {
        output.error = "What " + command.front() + " is to be given is too much for the system's pipes.";
        return output;
    }

    Program program (command, in, out, complaints);
    out.closeEnd (1);
    complaints.closeEnd (1);

    if (program.spawnFault() != 0)
    {
        output.error = command.front() + " cannot be run (" + std::strerror (program.spawnFault()) +
                       "): check that it is installed.";
        return output;
    }

    Secret text (std::string (maximumOutput, '\0')), complaint (std::string (4096, '\0'));
    std::size_t length = 0, complaintLength = 0;
    const auto deadline = Instant::clock::now() + limit;

    for (bool hasOut = true, hasComplaints = true; hasOut || hasComplaints;)
    {
        if (isAbandoned || Instant::clock::now() >= deadline)
        {
            program.kill();
            output.error = command.front() + " did not end within " + std::to_string (limit.count() / 1000) +
                           " s: run it by hand to see why.";
            return output;
        }

        std::array<pollfd, 2> sources{
            {{hasOut ? out.ends[0] : -1, POLLIN, 0}, {hasComplaints ? complaints.ends[0] : -1, POLLIN, 0}}};
        ::poll (sources.data(), sources.size(), 50);

        if (sources[0].revents != 0)
            hasOut = readSome (out.ends[0], text, length);
        if (sources[1].revents != 0)
            hasComplaints = readSome (complaints.ends[0], complaint, complaintLength);
    }

    if (const auto status = program.wait(); status != 0)
        output.error = failure (command.front(), status, complaint.reveal().substr (0, complaintLength));
    else
        output.text = Secret (text.reveal().substr (0, length));

    return output;
}

} // namespace parlando
