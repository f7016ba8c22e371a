#include "StopSignal.h"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace parlando
{
namespace
{

int ends[2] = {-1, -1};
std::atomic<int> urgentSeen{0}, firstSignal{0};
static_assert (std::atomic<int>::is_always_lock_free, "used in a signal handler");

extern "C" void parlandoStopRequested (int signal)
{
    // A terminal that closes says so twice, or just before SIGTERM: nobody is impatient then.
    if (signal != SIGHUP && urgentSeen.fetch_add (1) > 0)
        ::_exit (128 + signal);

    int none = 0;
    firstSignal.compare_exchange_strong (none, signal);

    const int before = errno;
    const char byte = 0;
    [[maybe_unused]] const auto written = ::write (ends[1], &byte, 1);
    errno = before;
}

/** Where nohup, or whoever else started this, wants a signal to be ignored, it is. */
bool isIgnored (int signal)
{
    struct sigaction now = {};
    return ::sigaction (signal, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
}

void install (void (*action) (int))
{
    struct sigaction setting = {};
    setting.sa_handler = action;
    setting.sa_flags = SA_RESTART;
    sigemptyset (&setting.sa_mask);
    sigaction (SIGINT, &setting, nullptr);
    sigaction (SIGTERM, &setting, nullptr);

    if (! isIgnored (SIGHUP))
        sigaction (SIGHUP, &setting, nullptr);
}

} // namespace

StopSignal::StopSignal()
{
    if (::pipe (ends) != 0)
        throw std::system_error (errno, std::generic_category(), "no pipe for signals");

    for (const int end : ends)
    {
        ::fcntl (end, F_SETFD, FD_CLOEXEC);
        ::fcntl (end, F_SETFL, O_NONBLOCK);
    }

    urgentSeen = firstSignal = 0;
    install (parlandoStopRequested);
}

StopSignal::~StopSignal()
{
    // The second word of a terminal that closes must not kill what has done its work and is about to say so: install()
    // leaves alone what is ignored.
    if (firstSignal == SIGHUP)
        std::signal (SIGHUP, SIG_IGN);

    install (SIG_DFL);

    ::close (ends[0]);
    ::close (ends[1]);
}

int StopSignal::descriptor() const noexcept { return ends[0]; }

ExitCode StopSignal::exitCode() noexcept
{
    switch (firstSignal)
    {
        case SIGTERM:
            return ExitCode::terminated;
        case SIGHUP:
            return ExitCode::hungUp;
        default:
            return ExitCode::interrupted;
    }
}

} // namespace parlando
