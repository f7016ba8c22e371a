#include "CommandOutput.h"

#include "ChildProgram.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <poll.h>
#include <unistd.h>

namespace parlando
{

namespace detail_command
{

constexpr std::size_t maximumOutput = 64 * 1024, maximumComplaint = 4096, longestComplaint = 200;

/** How often an abandonment is looked for. */
constexpr Milliseconds tick{50};

/** A program that ends may leave a filter behind that still passes on its last words (`exec > >(tee log)`), or
    something that keeps its output open for good. */
constexpr Milliseconds patienceWithRest{100};

/** What comes from one pipe, up to a limit; what is beyond is dropped. */
class Stream
{
public:
    Stream (int source, std::size_t maximum) : descriptor (source), bytes (std::string (maximum, '\0')) {}

    [[nodiscard]] pollfd toPoll() const noexcept { return {isOpen ? descriptor : -1, POLLIN, 0}; }

    /** Takes what is there, a bite of it: whoever writes without end is not to keep anybody here. */
    void read()
    {
        std::array<char, 4096> surplus{};
        const auto room = bytes.bytesToFill().subspan (length);
        const auto target = room.empty() ? std::span<char> (surplus) : room;
        const auto count = ::read (descriptor, target.data(), target.size());

        if (count > 0)
            (room.empty() ? dropped : length) += static_cast<std::size_t> (count);

        isOpen = count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN));
    }

    [[nodiscard]] bool isAtEnd() const noexcept { return ! isOpen; }
    [[nodiscard]] bool isTooLong() const noexcept { return dropped > 0; }
    [[nodiscard]] std::string_view text() const noexcept { return bytes.reveal().substr (0, length); }

private:
    int descriptor;
    Secret bytes;
    std::size_t length = 0, dropped = 0;
    bool isOpen = true;
};

enum class Ending
{
    byItself,
    tooLate,
    tooMuch,
    abandoned
};

/** The talk with a program that runs: gives it its input, takes what it writes. */
class Exchange
{
public:
    Exchange (ChildProgram& started, std::string_view text)
        : program (started), input (text), output (program.output(), maximumOutput),
          complaint (program.complaints(), maximumComplaint)
    {
    }

    Ending follow (Instant deadline, const std::atomic<bool>& isAbandoned)
    {
        while (! program.hasEnded())
        {
            const auto left = std::chrono::ceil<Milliseconds> (deadline - Instant::clock::now());

            if (isAbandoned)
                return Ending::abandoned;

            if (left <= Milliseconds (0))
                return Ending::tooLate;

            step (std::min (left, tick));

            if (output.isTooLong())
                return Ending::tooMuch;
        }

        drain();
        return output.isTooLong() ? Ending::tooMuch : Ending::byItself;
    }

    Stream& written() noexcept { return output; }
    Stream& complained() noexcept { return complaint; }

private:
    void step (Milliseconds patience)
    {
        if (input.empty())
            program.closeInput();

        std::array<pollfd, 4> sources{
            {{program.input(), POLLOUT, 0}, {program.news(), POLLIN, 0}, output.toPoll(), complaint.toPoll()}};
        ::poll (sources.data(), sources.size(), static_cast<int> (patience.count()));

        if (sources[0].revents != 0)
            program.give (input);

        read (sources[2], sources[3]);
    }

    void read (const pollfd& fromOutput, const pollfd& fromComplaints)
    {
        if (fromOutput.revents != 0)
            output.read();

        if (fromComplaints.revents != 0)
            complaint.read();
    }

    void drain()
    {
        const auto until = Instant::clock::now() + patienceWithRest;

        while (! (output.isAtEnd() && complaint.isAtEnd()) && ! output.isTooLong())
        {
            const auto left = std::chrono::ceil<Milliseconds> (until - Instant::clock::now());

            if (left <= Milliseconds (0))
                return;

            std::array<pollfd, 2> sources{{output.toPoll(), complaint.toPoll()}};
            ::poll (sources.data(), sources.size(), static_cast<int> (left.count()));
            read (sources[0], sources[1]);
        }
    }

    ChildProgram& program;
    std::string_view input;
    Stream output, complaint;
};

static std::string shown (Milliseconds time)
{
    const auto isShort = time < std::chrono::seconds (1);
    return std::to_string (isShort ? time.count() : time.count() / 1000) + (isShort ? " ms" : " s");
}

/** What its exit status means, in words. */
static std::string failure (std::optional<int> status, std::string_view complaint)
{
    if (! status)
        return " was killed, or there was no room for another program.";

    if ((*status == 126 || *status == 127) && complaint.starts_with ("parlando: ")) // the watcher's words: no exec
        return " cannot be run: the program that its first line (#!) names is not there, or it is for another machine.";

    auto words = std::string (cutText (cleanText (complaint), longestComplaint));

    while (! words.empty() && (words.back() == ' ' || words.back() == '.'))
        words.pop_back();

    // As shells count; above that range it can only be a code.
    const auto signal = *status > 128 && *status <= 128 + 64 ? *status - 128 : 0;
    const auto how = signal != 0 ? " was ended by signal " + std::to_string (signal) + " (" + ::strsignal (signal) + ")"
                                 : " failed with exit code " + std::to_string (*status);
    return how + (words.empty() ? "" : ": " + words) + ".";
}

static std::string complaintAbout (Ending ending, Milliseconds limit)
{
    switch (ending)
    {
        case Ending::tooLate:
            return " did not end within " + shown (limit) + ": run it by hand to see why.";
        case Ending::tooMuch:
            return " wrote more than " + std::to_string (maximumOutput / 1024) + " kB: let it write less.";
        case Ending::abandoned:
            return " was ended before it had answered.";
        case Ending::byItself:
            break;
    }
    return {};
}

} // namespace detail_command

CommandOutput outputOf (const std::vector<std::string>& command, Milliseconds limit,
                        const std::atomic<bool>& isAbandoned, const Secret& input,
                        const std::vector<std::string>& environment)
{
    using namespace detail_command;

    if (command.empty() || command.front().empty())
        return {{}, "There is no program to run: name one."};

    const auto deadline = Instant::clock::now() + limit;
    ChildProgram program (command, environment);

    if (! program.problem().empty())
        return {{}, command.front() + " cannot be run: " + program.problem() + "."};

    Exchange exchange (program, input.reveal());

    if (const auto ending = exchange.follow (deadline, isAbandoned); ending != Ending::byItself)
    {
        program.end();
        return {{}, command.front() + complaintAbout (ending, limit)};
    }

    if (program.exitStatus() == 0)
        return {Secret (exchange.written().text()), {}};

    return {{}, command.front() + failure (program.exitStatus(), exchange.complained().text())};
}

} // namespace parlando
