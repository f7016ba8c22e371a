#include "AtomicFile.h"

#include "FileBeside.h"
#include "FileBytes.h"
#include "HeldSignals.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <filesystem>
#include <thread>
#include <unistd.h>

namespace parlando
{

namespace detail_atomic
{

static Descriptor openStream (const FileTarget& target)
{
    constexpr int mostLooks = 500;
    constexpr std::chrono::milliseconds lookAgain{20};
    Descriptor stream;

    for (int i = 0; i < mostLooks && ! stream.isOpen(); ++i)
    {
        stream = Descriptor (::open (target.path().c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));

        // A pipe has no reader yet.
        if (! stream.isOpen() && (errno != ENXIO || ! target.isPipe()))
            break;

        if (! stream.isOpen())
            std::this_thread::sleep_for (lookAgain);
    }

    return stream;
}

static int writeToStream (const FileTarget& target, std::string_view bytes)
{
    const auto stream = openStream (target);
    return stream.isOpen() ? writeAll (stream.get(), bytes) : errno;
}

static std::string contentsOf (int file, std::size_t size)
{
    std::string text (size, '\0');
    std::size_t got = 0;

    while (got < size)
    {
        const auto count = ::pread (file, text.data() + got, size - got, static_cast<off_t> (got));

        if (count <= 0)
            break;

        got += static_cast<std::size_t> (count);
    }

    text.resize (got);
    return text;
}

static int overwrite (int file, std::string_view bytes) noexcept
{
    if (::lseek (file, 0, SEEK_SET) != 0)
        return errno;

    if (const auto error = writeAll (file, bytes); error != 0)
        return error;

    return ::ftruncate (file, static_cast<off_t> (bytes.size())) == 0 ? syncFile (file) : errno;
}

static int writeInPlace (const FileTarget& target, std::string_view bytes, FileWish wish)
{
    const Descriptor file (::open (target.path().c_str(), O_RDWR | O_CLOEXEC));
    const auto size = target.now().st_size;

    if (! file.isOpen() || (wish.isPrivate && ::fchmod (file.get(), 0600) != 0))
        return errno;

    const auto before = contentsOf (file.get(), static_cast<std::size_t> (size));
    auto error = reserveRoom (file.get(), size, static_cast<off_t> (bytes.size()));
    const bool isTouched = error == 0;

    if (isTouched)
        error = overwrite (file.get(), bytes);

    if (error != 0 && isTouched)
        overwrite (file.get(), before);

    if (error != 0) [[maybe_unused]]
        const auto restored = ::ftruncate (file.get(), size);

    return error;
}

static int replace (const FileTarget& target, std::string_view bytes, FileWish wish)
{
    FileBeside beside (target);
    auto problem = beside.make (wish.isPrivate);

    if (problem == 0)
    {
        if (const auto error = beside.fill (bytes, wish.isDurable); error != 0)
            return error;

        problem = beside.takePlace (wish.isDurable);
    }

    return problem != 0 && target.exists() ? writeInPlace (target, bytes, wish) : problem;
}

static int write (const FileTarget& target, std::string_view bytes, FileWish wish)
{
    if (const auto error = target.refusal(); error != 0)
        return error;

    if (target.descriptor())
        return writeAll (*target.descriptor(), bytes);

    return target.isStream() ? writeToStream (target, bytes) : replace (target, bytes, wish);
}

/** "talk.2.json" of "talk.json"; the same for 0. */
static std::string numbered (const std::string& path, int number)
{
    const std::filesystem::path whole (path);
    const auto name = whole.stem().string() + "." + std::to_string (number) + whole.extension().string();
    return number == 0 ? path : (whole.parent_path() / name).string();
}

/** A new empty file, which nobody else has made. */
static std::string claimName (const std::string& path, int firstNumber, FileWish wish)
{
    constexpr int mostNumbers = 10'000;
    const mode_t mode = wish.isPrivate ? 0600 : 0666;
    int error = EEXIST;

    for (int i = firstNumber; i < mostNumbers && error == EEXIST; ++i)
    {
        const auto name = numbered (path, i);

        if (Descriptor (::open (name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)).isOpen())
            return name;

        error = errno;
    }

    throw FileError (path, error);
}

static std::string makeFile (const std::string& path, int firstNumber, std::string_view bytes, FileWish wish)
{
    const auto name = claimName (path, firstNumber, wish);

    try
    {
        replaceFile (name, bytes, wish);
    }
    catch (const FileError&)
    {
        ::unlink (name.c_str());
        throw;
    }

    return name;
}

static int tryReplacing (const FileTarget& target, off_t size)
{
    if (const auto error = target.refusal(); error != 0 || target.descriptor() || target.isStream())
        return error;

    FileBeside beside (target);

    if (const auto error = beside.make (true); error == 0)
        return beside.reserve (size);
    else if (! target.exists())
        return error;

    return Descriptor (::open (target.path().c_str(), O_RDWR | O_CLOEXEC)).isOpen() ? 0 : errno;
}

} // namespace detail_atomic

void replaceFile (const std::string& path, std::string_view bytes, FileWish wish)
{
    const HeldSignals held;

    if (const auto error = detail_atomic::write (FileTarget (path), bytes, wish); error != 0)
        throw FileError (path, error);
}

std::string makeFileLike (const std::string& path, std::string_view bytes, FileWish wish)
{
    return detail_atomic::makeFile (path, 0, bytes, wish);
}

std::string makeFileBeside (const std::string& path, std::string_view bytes, FileWish wish)
{
    return detail_atomic::makeFile (path, 1, bytes, wish);
}

void requireReplaceable (const std::string& path, std::size_t size)
{
    const HeldSignals held;

    if (const auto error = detail_atomic::tryReplacing (FileTarget (path), static_cast<off_t> (size)); error != 0)
        throw FileError (path, error);
}

} // namespace parlando
