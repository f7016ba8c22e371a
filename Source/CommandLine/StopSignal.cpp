#include "StopSignal.h"

#include <atomic>
#include <csignal>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace parlando
{
namespace
{

int ends[2] = {-1, -1};
std::atomic<int> signalsSeen{0}, firstSignal{0};
static_assert (std::atomic<int>::is_always_lock_free, "used in a signal handler");

extern "C" void parlandoStopRequested (int signal)
{
    if (signalsSeen.fetch_add (1) > 0)
        ::_exit (130);

    firstSignal = signal;

    const char byte = 0;
    [[maybe_unused]] const auto written = ::write (ends[1], &byte, 1);
}

void install (void (*action) (int))
{
    struct sigaction setting = {};
    setting.sa_handler = action;
    setting.sa_flags = SA_RESTART;
    sigemptyset (&setting.sa_mask);
    sigaction (SIGINT, &setting, nullptr);
    sigaction (SIGTERM, &setting, nullptr);
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

    signalsSeen = firstSignal = 0;
    install (parlandoStopRequested);
}

StopSignal::~StopSignal()
{
    install (SIG_DFL);
    ::close (ends[0]);
    ::close (ends[1]);
}

int StopSignal::descriptor() const noexcept { return ends[0]; }

int StopSignal::received() noexcept { return firstSignal; }

} // namespace parlando
