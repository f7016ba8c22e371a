#include "FileBeside.h"

#include "FileBytes.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

#if defined(__linux__)
#include <sys/xattr.h>
#endif

namespace parlando
{

namespace detail_beside
{

constexpr mode_t permissions = 0777;

/** Hidden, and short: where a name is as long as it can be there is still one for it. */
static std::string nameAt (int attempt)
{
    return ".parlando-" + std::to_string (::getpid()) + "-" + std::to_string (attempt);
}

/** Who else may read and write it, on Linux, where permissions alone do not tell; 0, or what errno says. */
static int copyAccessList ([[maybe_unused]] const char* from, [[maybe_unused]] int to) noexcept
{
#if defined(__linux__)
    constexpr auto name = "system.posix_acl_access";
    char list[4096];
    const auto size = ::getxattr (from, name, list, sizeof (list));

    if (size > 0 && ::fsetxattr (to, name, list, static_cast<std::size_t> (size), 0) != 0)
        return errno;
#endif

    return 0;
}

} // namespace detail_beside

FileBeside::~FileBeside()
{
    if (! name.empty())
        ::unlink (name.c_str());
}

int FileBeside::make (bool isPrivate)
{
    constexpr int mostAttempts = 1000; // other threads, and leftovers of programs that were killed
    const mode_t mode = isPrivate || target.exists() ? 0600 : 0666;
    int error = EEXIST;

    for (int i = 0; i < mostAttempts && error == EEXIST; ++i)
    {
        auto next = target.folder() + detail_beside::nameAt (i);
        file = Descriptor (::open (next.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
        error = file.isOpen() ? 0 : errno;

        if (file.isOpen())
            name = std::move (next);
    }

    return error != 0 || isPrivate || ! target.exists() ? error : takeOwnerAndPermissions();
}

int FileBeside::takeOwnerAndPermissions() noexcept
{
    const auto& old = target.now();
    struct stat made = {};

    if (::fstat (file.get(), &made) != 0)
        return errno;

    if ((made.st_uid != old.st_uid || made.st_gid != old.st_gid) && ::fchown (file.get(), old.st_uid, old.st_gid) != 0)
        return errno;

    if (::fchmod (file.get(), old.st_mode & detail_beside::permissions) != 0)
        return errno;

    return detail_beside::copyAccessList (target.path().c_str(), file.get());
}

int FileBeside::reserve (off_t size) noexcept { return reserveRoom (file.get(), 0, size); }

int FileBeside::fill (std::string_view bytes, bool isDurable) noexcept
{
    auto error = writeAll (file.get(), bytes);

    if (error == 0 && isDurable)
        error = syncFile (file.get());

    // A file system elsewhere may say only now that it is full.
    return file.close() != 0 && error == 0 ? errno : error;
}

int FileBeside::takePlace (bool isDurable) noexcept
{
    if (std::rename (name.c_str(), target.path().c_str()) != 0)
        return errno;

    name.clear();

    if (isDurable)
        syncFolder (target.folder().c_str());

    return 0;
}

} // namespace parlando
