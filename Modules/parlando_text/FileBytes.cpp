#include "FileBytes.h"

#include "Descriptor.h"

#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace parlando
{

int writeAll (int file, std::string_view bytes) noexcept
{
    while (! bytes.empty())
    {
        const auto written = ::write (file, bytes.data(), bytes.size());

        if (written > 0)
        {
            bytes.remove_prefix (static_cast<std::size_t> (written));
        }
        else if (written == 0)
        {
            return EIO;
        }
        else if (errno == EAGAIN)
        {
            pollfd room{file, POLLOUT, 0};
            ::poll (&room, 1, -1);
        }
        else if (errno != EINTR)
        {
            return errno;
        }
    }

    return 0;
}

int reserveRoom (int file, off_t from, off_t to) noexcept
{
    if (to <= from)
        return 0;

#if defined(__APPLE__)
    fstore_t store{F_ALLOCATEALL, F_PEOFPOSMODE, 0, to - from, 0};
    const auto error = ::fcntl (file, F_PREALLOCATE, &store) == 0 ? 0 : errno;
#else
    const auto error = ::posix_fallocate (file, from, to - from);
#endif

    // Where the file system cannot say beforehand.
    return error == EINVAL || error == EOPNOTSUPP || error == ENOTSUP ? 0 : error;
}

int syncFile (int file) noexcept
{
    while (::fsync (file) != 0)
        if (errno != EINTR)
            return errno == EINVAL || errno == EROFS || errno == ENOTSUP ? 0 : errno;

    return 0;
}

void syncFolder (const char* path) noexcept
{
    if (const Descriptor folder (::open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)); folder.isOpen())
        ::fsync (folder.get());
}

} // namespace parlando
