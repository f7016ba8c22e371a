#include "PipeReader.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <system_error>
#include <unistd.h>

namespace parlando
{

PipeReader::PipeReader (Descriptor toRead, int interrupting) : pipe (std::move (toRead)), interruption (interrupting)
{
    int ends[2];

    if (::pipe (ends) != 0)
        throw std::system_error (errno, std::generic_category(), "no pipe to stop a pipe with");

    for (const int end : ends)
        ::fcntl (end, F_SETFD, FD_CLOEXEC);

    stopSeen = Descriptor (ends[0]);
    stopSent = Descriptor (ends[1]);
}

std::size_t PipeReader::read (void* bytes, std::size_t size)
{
    auto* const into = static_cast<char*> (bytes);
    auto got = std::min (size, ahead.size());
    std::copy_n (ahead.begin(), got, into);
    ahead.erase (0, got);

    while (got < size)
    {
        const auto more = readSome (into + got, size - got);

        if (more == 0)
            break;

        got += more;
    }

    return got;
}

void PipeReader::stop()
{
    const char byte = 0;
    [[maybe_unused]] const auto written = ::write (stopSent.get(), &byte, 1);
}

/** At least one byte; none at the end. */
std::size_t PipeReader::readSome (char* bytes, std::size_t size)
{
    while (! stopped)
    {
        std::array<pollfd, 3> sources{
            {{pipe.get(), POLLIN, 0}, {stopSeen.get(), POLLIN, 0}, {interruption, POLLIN, 0}}};
        ::poll (sources.data(), sources.size(), -1);
        stopped = sources[1].revents != 0 || sources[2].revents != 0;

        if (stopped || sources[0].revents == 0)
            continue;

        const auto got = ::read (pipe.get(), bytes, size);

        if (got >= 0)
            return static_cast<std::size_t> (got);

        if (errno != EINTR && errno != EAGAIN)
            break;
    }

    return 0;
}

} // namespace parlando
