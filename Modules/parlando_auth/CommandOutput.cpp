#include "CommandOutput.h"

#include "ChildProgram.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace parlando
{

namespace detail_command
{

constexpr std::size_t maximumOutput = 64 * 1024;
constexpr std::size_t longestComplaint = 200;

/** All of it before anybody reads; false when it does not fit into a pipe. */
static bool fill (ProgramPipe& pipe, std::string_view text)
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

    ProgramPipe in, out, complaints;

    if (! fill (in, input.reveal()))
    {
        output.error = "What " + command.front() + " is to be given is too much for the system's pipes.";
        return output;
    }

    ChildProgram program (command, in, out, complaints);
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
