#include "ProgramPipe.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace parlando
{

namespace detail_pipe
{

/** Above the numbers that a program's own streams take. */
constexpr int lowestNumber = 10;

/** Closed at every exec from the start: another thread may start a program of its own at any moment. */
static bool open (std::array<int, 2>& ends, ProgramPipe::Kind kind)
{
    const auto isOneWay = kind == ProgramPipe::Kind::oneWay;
#if defined(__APPLE__) // has no such calls; here raise() closes the gap a moment later
    return (isOneWay ? ::pipe (ends.data()) : ::socketpair (AF_UNIX, SOCK_STREAM, 0, ends.data())) == 0;
#else
    return (isOneWay ? ::pipe2 (ends.data(), O_CLOEXEC)
                     : ::socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data())) == 0;
#endif
}

static int raise (int descriptor)
{
    const auto raised = ::fcntl (descriptor, F_DUPFD_CLOEXEC, lowestNumber);
    const auto fault = errno == EINVAL ? EMFILE : errno; // which it is where the limit is lower still
    ::close (descriptor);
    errno = fault;
    return raised;
}

} // namespace detail_pipe

ProgramPipe::ProgramPipe (Kind kind)
{
    auto isOpen = detail_pipe::open (ends, kind);

    if (isOpen)
        for (auto& each : ends)
            isOpen = (each = detail_pipe::raise (each)) >= 0 && isOpen;

    if (isOpen)
        return;

    const auto fault = errno;
    closeEnd (0);
    closeEnd (1);
    throw std::system_error (fault, std::generic_category());
}

ProgramPipe::~ProgramPipe()
{
    closeEnd (0);
    closeEnd (1);
}

void ProgramPipe::neverWaitAt (std::size_t which) const noexcept
{
    ::fcntl (ends[which], F_SETFL, ::fcntl (ends[which], F_GETFL) | O_NONBLOCK);
}

void ProgramPipe::closeEnd (std::size_t which) noexcept
{
    if (ends[which] >= 0)
        ::close (std::exchange (ends[which], -1));
}

} // namespace parlando
