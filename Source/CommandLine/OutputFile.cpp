#include "OutputFile.h"

#include "CommandLineError.h"
#include "FileLock.h"
#include "StandardStreams.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace parlando
{
namespace
{

bool isPipe (const std::string& path)
{
    struct stat found = {};
    return ::stat (path.c_str(), &found) == 0 && S_ISFIFO (found.st_mode);
}

/** A device keeps nothing: any number of conversations may go there. */
bool isDevice (int file)
{
    struct stat found = {};
    return ::fstat (file, &found) == 0 && ! S_ISREG (found.st_mode);
}

/** Whether bytes at its beginning can be written over: not where others write to it as well. */
bool isFileOfOurs (int file)
{
    struct stat found = {};
    return ::fstat (file, &found) == 0 && S_ISREG (found.st_mode) && (::fcntl (file, F_GETFL) & O_APPEND) == 0 &&
           ::lseek (file, 0, SEEK_CUR) == 0;
}

} // namespace

OutputFile::OutputFile (std::string where, int interrupting)
    : path (std::move (where)), title (isStandardOutput (path) ? "standard output" : path), interruption (interrupting)
{
    if (isStandardOutput (path))
        file = Descriptor (::fcntl (STDOUT_FILENO, F_DUPFD_CLOEXEC, 0));
    else if (isPipe (path))
        openPipe();
}

/** A named pipe opens when somebody reads it. */
void OutputFile::openPipe()
{
    constexpr int lookAgain = 50;

    while (! file.isOpen())
    {
        file = Descriptor (::open (path.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC));

        if (! file.isOpen() && errno != ENXIO && errno != EINTR)
            return fail (errno);

        pollfd interrupted{interruption, POLLIN, 0};

        if (! file.isOpen() && ::poll (&interrupted, 1, lookAgain) > 0)
            throw Interruption();
    }
}

void OutputFile::begin()
{
    if (! file.isOpen() && sentence.empty())
        replace();

    if (file.isOpen())
        seekable = isFileOfOurs (file.get());
}

/** Empties the file, but not under somebody who writes it. */
void OutputFile::replace()
{
    Descriptor opened (::open (path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666));

    if (! opened.isOpen())
        return fail (errno);

    if (! isDevice (opened.get()) && ! lockForThisRun (opened))
    {
        sentence = title + " is in use by another conversation; give each its own.";
        return;
    }

    if (::ftruncate (opened.get(), 0) != 0 && errno != EINVAL) // a device has no length
        return fail (errno);

    file = std::move (opened);
}

bool OutputFile::append (std::string_view bytes)
{
    while (! bytes.empty() && sentence.empty())
    {
        if (! seekable && ! waitUntilWritable())
            break;

        // A pipe that has room takes so much at once; more would wait for its reader.
        const auto size = seekable ? bytes.size() : std::min<std::size_t> (bytes.size(), PIPE_BUF);
        const auto written = ::write (file.get(), bytes.data(), size);

        if (written > 0)
            bytes.remove_prefix (static_cast<std::size_t> (written));
        else if (written == 0 || (errno != EINTR && errno != EAGAIN))
            fail (written == 0 ? EIO : errno);
    }

    return bytes.empty() && sentence.empty();
}

void OutputFile::overwrite (std::uint64_t place, std::string_view bytes)
{
    const auto written = ::pwrite (file.get(), bytes.data(), bytes.size(), static_cast<off_t> (place));

    if (written != static_cast<ssize_t> (bytes.size()) && sentence.empty())
        fail (written < 0 ? errno : EIO);
}

/** False where whoever reads a pipe does not, and the person wants to go. */
bool OutputFile::waitUntilWritable()
{
    std::array<pollfd, 2> sources{{{file.get(), POLLOUT, 0}, {interruption, POLLIN, 0}}};

    while (::poll (sources.data(), sources.size(), -1) < 0 && errno == EINTR)
    {
    }

    if (sources[0].revents == 0)
        sentence = title + " was not read to its end; what is missing is lost.";

    return sources[0].revents != 0;
}

void OutputFile::fail (int error)
{
    abandoned = error == EPIPE;
    sentence = abandoned ? title + " has no reader any more; the conversation ends."
                         : title + " could not be written (" + std::strerror (error) +
                               "); what came before is kept. Free some room on the disk, or give another path.";
}

} // namespace parlando
