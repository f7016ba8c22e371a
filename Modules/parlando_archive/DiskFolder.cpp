#include "DiskFolder.h"

#include <parlando_text/FileBytes.h>
#include <parlando_text/FileLock.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

namespace parlando
{
namespace
{

constexpr auto unfinished = ".unfinished";
constexpr std::size_t mostNames = 100'000;

int lastError() noexcept { return errno; }

Descriptor copyOf (const Descriptor& opened) noexcept
{
    return Descriptor (::fcntl (opened.get(), F_DUPFD_CLOEXEC, 0));
}

} // namespace

DiskFile::DiskFile (Descriptor opened, std::uint64_t size) noexcept : file (std::move (opened)), length (size) {}

int DiskFile::append (std::string_view bytes) noexcept
{
    while (! bytes.empty())
    {
        const auto written = ::write (file.get(), bytes.data(), bytes.size());

        if (written > 0)
        {
            length += static_cast<std::uint64_t> (written);
            bytes.remove_prefix (static_cast<std::size_t> (written));
        }
        else if (written == 0 || errno != EINTR)
        {
            return written == 0 ? EIO : lastError();
        }
    }

    return 0;
}

int DiskFile::overwrite (std::uint64_t place, std::string_view bytes) noexcept
{
    const auto written = ::pwrite (file.get(), bytes.data(), bytes.size(), static_cast<off_t> (place));
    return written < 0 ? lastError() : written == static_cast<ssize_t> (bytes.size()) ? 0 : EIO;
}

int DiskFile::resize (std::uint64_t size) noexcept
{
    if (::ftruncate (file.get(), static_cast<off_t> (size)) != 0)
        return lastError();

    length = size;
    return ::lseek (file.get(), static_cast<off_t> (size), SEEK_SET) < 0 ? lastError() : 0;
}

int DiskFile::sync() noexcept
{
#if defined(__linux__)
    while (::fdatasync (file.get()) != 0)
        if (errno != EINTR)
            return errno == EINVAL || errno == EROFS ? 0 : lastError();

    return 0;
#else
    return syncFile (file.get());
#endif
}

std::string DiskFile::read (std::uint64_t place, std::size_t count) const
{
    std::string bytes (count, '\0');
    const auto got = ::pread (file.get(), bytes.data(), count, static_cast<off_t> (place));
    bytes.resize (got > 0 ? static_cast<std::size_t> (got) : 0);
    return bytes;
}

bool DiskFile::isGone() const noexcept
{
    struct stat found = {};
    return ::fstat (file.get(), &found) != 0 || found.st_nlink == 0;
}

Descriptor DiskFile::copyOfDescriptor() const noexcept { return copyOf (file); }

bool DiskFile::lock() noexcept { return lockForThisRun (file); }

//==============================================================================
DiskFolder DiskFolder::make (const std::string& path, int& error)
{
    const auto slash = path.find_last_of ('/');

    if (::mkdir (path.c_str(), 0700) == 0)
        return open (path, error);

    error = lastError();

    if (error != ENOENT || slash == std::string::npos || slash == 0)
        return {};

    error = 0;
    make (path.substr (0, slash), error);

    // Somebody else may make it at the same time.
    if (error != 0 && error != EEXIST)
        return {};

    error = ::mkdir (path.c_str(), 0700) == 0 ? 0 : lastError();
    return error == 0 ? open (path, error) : DiskFolder();
}

DiskFolder DiskFolder::open (const std::string& path, int& error)
{
    Descriptor opened (::open (path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    error = opened.isOpen() ? 0 : lastError();
    return DiskFolder (std::move (opened));
}

DiskFile DiskFolder::create (const std::string& name, std::string_view firstBytes, int& error) const
{
    if (has (name))
    {
        error = EEXIST;
        return {};
    }

    std::string hidden;
    auto made = begin (hidden, error);

    if (error == 0)
        error = made.append (firstBytes);

    if (error == 0)
        error = finish (hidden, name);

    if (error != 0)
        giveUp (hidden);

    return error == 0 ? std::move (made) : DiskFile();
}

DiskFile DiskFolder::begin (std::string& hidden, int& error) const
{
    // No other thread, and no other run that has the folder, comes upon it.
    static std::atomic<unsigned> count{0};
    hidden = "." + std::to_string (::getpid()) + "-" + std::to_string (++count) + unfinished;
    const auto flags = O_RDWR | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC;
    Descriptor opened (::openat (folder.get(), hidden.c_str(), flags, 0600));
    error = opened.isOpen() ? 0 : lastError();
    return {std::move (opened), 0};
}

int DiskFolder::finish (const std::string& hidden, const std::string& name) const noexcept
{
    if (has (name))
        return EEXIST;

    return ::renameat (folder.get(), hidden.c_str(), folder.get(), name.c_str()) == 0 ? 0 : lastError();
}

void DiskFolder::giveUp (const std::string& hidden) const noexcept { ::unlinkat (folder.get(), hidden.c_str(), 0); }

bool DiskFolder::has (const std::string& name) const noexcept
{
    return ::faccessat (folder.get(), name.c_str(), F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

DiskFile DiskFolder::openThere (const std::string& name, int flags, int& error) const
{
    Descriptor opened (::openat (folder.get(), name.c_str(), flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600));
    struct stat found = {};
    error = ! opened.isOpen() || ::fstat (opened.get(), &found) != 0 ? lastError()
            : S_ISREG (found.st_mode)                                ? 0
                                                                     : EINVAL;
    return error == 0 ? DiskFile (std::move (opened), static_cast<std::uint64_t> (found.st_size)) : DiskFile();
}

DiskFile DiskFolder::openToAppend (const std::string& name, bool mustExist, int& error) const
{
    return openThere (name, O_RDWR | O_APPEND | (mustExist ? 0 : O_CREAT), error);
}

DiskFile DiskFolder::openToRead (const std::string& name, int& error) const
{
    return openThere (name, O_RDONLY, error);
}

DiskFile DiskFolder::openToRepair (const std::string& name, int& error) const
{
    return openThere (name, O_RDWR, error);
}

std::uint64_t DiskFolder::sizeOf (const std::string& name) const noexcept
{
    struct stat found = {};
    return ::fstatat (folder.get(), name.c_str(), &found, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG (found.st_mode) &&
                   found.st_size > 0
               ? static_cast<std::uint64_t> (found.st_size)
               : 0;
}

void DiskFolder::removeLeftOvers() const
{
    for (const auto& name : names())
        if (name.starts_with ('.') && name.ends_with (unfinished))
            ::unlinkat (folder.get(), name.c_str(), 0);
}

std::vector<std::string> DiskFolder::names() const
{
    std::vector<std::string> found;
    const auto copy = ::openat (folder.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const std::unique_ptr<DIR, int (*) (DIR*)> list (copy < 0 ? nullptr : ::fdopendir (copy), ::closedir);

    while (const auto* each = list != nullptr && found.size() < mostNames ? ::readdir (list.get()) : nullptr)
        found.emplace_back (each->d_name);

    std::sort (found.begin(), found.end());
    return found;
}

Descriptor DiskFolder::copyOfDescriptor() const noexcept { return copyOf (folder); }

//==============================================================================
int whyNotWritable (const std::string& folder)
{
    return ::faccessat (AT_FDCWD, folder.c_str(), W_OK | X_OK, AT_EACCESS) == 0 ? 0 : lastError();
}

PiecesOfFile::PiecesOfFile (const std::string& path)
    : file (::open (path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)), problem (file.isOpen() ? 0 : errno)
{
    struct stat found = {};

    if (problem == 0 && (::fstat (file.get(), &found) != 0 || ! S_ISREG (found.st_mode)))
        problem = S_ISDIR (found.st_mode) ? EISDIR : EINVAL;
}

std::optional<std::string_view> PiecesOfFile::next()
{
    constexpr std::size_t bytes = 64 * 1024;
    piece.resize (bytes);
    const auto got = problem == 0 ? ::read (file.get(), piece.data(), bytes) : 0;

    if (got < 0)
        problem = lastError();

    return got > 0 ? std::optional (std::string_view (piece).substr (0, static_cast<std::size_t> (got))) : std::nullopt;
}

std::tm localTime (std::time_t when)
{
    std::tm parts = {};
    ::localtime_r (&when, &parts);
    return parts;
}

std::string writtenTime (std::time_t when)
{
    std::tm parts = {};
    char text[32] = {};
    ::gmtime_r (&when, &parts);
    std::strftime (text, sizeof (text), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

std::optional<std::time_t> readTime (const std::string& text)
{
    namespace chrono = std::chrono;
    int year = 0, seconds = 0, end = 0;
    unsigned month = 0, day = 0;
    int hour = 0, minute = 0;

    if (std::sscanf (text.c_str(), "%4d-%2u-%2uT%2d:%2d:%2dZ%n", &year, &month, &day, &hour, &minute, &seconds, &end) !=
            6 ||
        end != static_cast<int> (text.size()))
        return {};

    const chrono::year_month_day date{chrono::year (year), chrono::month (month), chrono::day (day)};

    if (! date.ok())
        return {};

    const auto time =
        chrono::sys_days (date) + chrono::hours (hour) + chrono::minutes (minute) + chrono::seconds (seconds);
    return chrono::system_clock::to_time_t (time);
}

} // namespace parlando
