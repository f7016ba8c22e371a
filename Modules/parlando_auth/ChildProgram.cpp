#include "ChildProgram.h"

#include "ProgramSearch.h"
#include "ProgramStart.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

namespace parlando
{

namespace detail_child
{

/** What a decent program needs to put its things away. */
constexpr Milliseconds grace{250};

/** For the kernel alone: a moment, or longer on a machine that is too busy. Who gives up earlier leaves a zombie. */
constexpr Milliseconds patienceWithKernel{1'000};

static std::string reasonFor (const std::system_error& fault)
{
    switch (fault.code().value())
    {
        case EMFILE:
        case ENFILE:
            return "too many files are open; close something and try again";
        case EAGAIN:
        case ENOMEM:
            return "the system has no room for another program; end one and try again";
        case E2BIG:
            return "its arguments are too long";
        default:
            return fault.code().message();
    }
}

/** The next line of what was told, and takes it off; empty before it is whole. */
static std::optional<int> takeNumber (std::string& told)
{
    const auto lineEnd = told.find ('\n');

    if (lineEnd == std::string::npos)
        return {};

    int number = -1;
    std::from_chars (told.data(), told.data() + lineEnd, number);
    told.erase (0, lineEnd + 1);
    return number;
}

} // namespace detail_child

/*  Its life: started -> the program's number is told -> its status is told -> release() -> the watcher is gone.

    The watcher lives until release(), so that its number cannot become a stranger's while signals may still go to it,
    in a host that reaps all children, too. It may also die before it has told everything, where the program kills its
    whole group or no process could be made: then the report just ends. */

ChildProgram::ChildProgram (const std::vector<std::string>& command, const std::vector<std::string>& environment)
{
    try
    {
        start (command, environment);
    }
    catch (const std::system_error& fault)
    {
        wrong = detail_child::reasonFor (fault);
    }
}

void ChildProgram::start (const std::vector<std::string>& command, const std::vector<std::string>& environment)
{
    if (command.empty() || command.front().empty())
    {
        wrong = "no program is named";
        return;
    }

    const auto found = findProgram (command.front());
    wrong = found.problem;

    if (! wrong.empty())
        return;

    in.emplace();
    out.emplace();
    error.emplace();
    report.emplace (ProgramPipe::Kind::twoWay);
    watcher = detail_program::startWatched (found.path, command, environment,
                                            {in->end (0), out->end (1), error->end (1), report->end (1)});
    isWatched = true;
    out->closeEnd (1);
    error->closeEnd (1);
    report->closeEnd (1);
    in->neverWaitAt (1);
    out->neverWaitAt (0);
    error->neverWaitAt (0);
    report->neverWaitAt (0);
}

ChildProgram::~ChildProgram() { end(); }

void ChildProgram::give (std::string_view& text)
{
    // The reading end stays open here as well until closeInput(): a write to a program that no longer reads raises no
    // SIGPIPE in the host then.
    if (const auto count = ::write (input(), text.data(), text.size()); count > 0)
        text.remove_prefix (static_cast<std::size_t> (count));
}

void ChildProgram::closeInput()
{
    if (! in)
        return;

    in->closeEnd (1);
    in->closeEnd (0);
}

void ChildProgram::readReport()
{
    std::array<char, 32> bytes{};

    for (;;)
    {
        const auto count = ::read (news(), bytes.data(), bytes.size());

        if (count > 0)
            told.append (bytes.data(), static_cast<std::size_t> (count));
        else if (count == 0 || errno != EINTR)
        {
            isWatched = count < 0 && errno == EAGAIN;
            break;
        }
    }

    if (program < 0)
        program = detail_child::takeNumber (told).value_or (-1);

    if (program >= 0 && ! status)
        status = detail_child::takeNumber (told);
}

bool ChildProgram::hasEnded()
{
    if (isWatched && ! status)
        readReport();

    return ! isWatched || status;
}

bool ChildProgram::hasEndedWithin (Milliseconds patience)
{
    const auto until = Instant::clock::now() + patience;

    while (! hasEnded())
    {
        const auto left = std::chrono::ceil<Milliseconds> (until - Instant::clock::now());

        if (left <= Milliseconds (0))
            return false;

        pollfd source{news(), POLLIN, 0};
        ::poll (&source, 1, static_cast<int> (left.count()));
    }

    return true;
}

void ChildProgram::signal (int number) const
{
    ::kill (-watcher, number);

    if (apart > 0)
        ::kill (-apart, number);
}

void ChildProgram::end()
{
    if (watcher < 0)
        return;

    if (! hasEnded())
    {
        if (program > 0 && ::getpgid (program) == program)
            apart = program;

        signal (SIGTERM);
        signal (SIGCONT); // a stopped program hears nothing else

        // The program first: its watcher is to reap it. Orphans are reaped by whatever is the first process, and in
        // many a container that is something that does not.
        if (! hasEndedWithin (detail_child::grace) && program > 0)
        {
            ::kill (program, SIGKILL);
            hasEndedWithin (detail_child::patienceWithKernel);
        }

        signal (SIGKILL);
    }
    else if (! status)
        signal (SIGKILL); // the watcher was killed; what else is in the group is on its own

    release();
}

void ChildProgram::release()
{
    report.reset(); // upon which the watcher ends

    if (! reap (detail_child::patienceWithKernel))
    {
        ::kill (watcher, SIGKILL); // somebody has stopped it
        reap (detail_child::patienceWithKernel);
    }

    watcher = -1;
    isWatched = false;
}

bool ChildProgram::reap (Milliseconds patience)
{
    for (const auto until = Instant::clock::now() + patience; Instant::clock::now() < until;)
    {
        if (const auto reaped = ::waitpid (watcher, nullptr, WNOHANG);
            reaped == watcher || (reaped < 0 && errno == ECHILD))
            return true;

        std::this_thread::sleep_for (Milliseconds (1));
    }

    return false;
}

} // namespace parlando
