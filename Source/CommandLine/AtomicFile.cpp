#include "AtomicFile.h"

#include "CommandLineError.h"
#include "StandardStreams.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <unistd.h>

namespace parlando
{
namespace
{

constexpr off_t largestText = 16 << 20;

std::string describe (const char* option, const std::string& path) { return std::string (option) + ": " + path; }

bool writeAll (int file, std::string_view text)
{
    while (! text.empty())
    {
        const auto written = ::write (file, text.data(), text.size());

        if (written < 0 && errno == EINTR)
            continue;

        if (written <= 0)
            return false;

        text.remove_prefix (static_cast<std::size_t> (written));
    }

    return true;
}

/** Where the bytes of `path` are to go: the file behind a symbolic link, so that the link itself stays. */
std::string behindLinks (const std::string& path)
{
    char* resolved = ::realpath (path.c_str(), nullptr);
    std::string target = resolved != nullptr ? resolved : path;
    std::free (resolved);
    return target;
}

} // namespace

void requireWritable (const std::string& path, const char* option)
{
    if (isStandardOutput (path))
        return;

    struct stat found = {};
    const bool existed = ::stat (path.c_str(), &found) == 0;

    if (existed && S_ISDIR (found.st_mode))
        throw UsageError (describe (option, path) + " is a directory; give the name of a file in it.");

    // A pipe opens once it has a reader, who may come later.
    const bool isPipe = existed && S_ISFIFO (found.st_mode);
    const int file = isPipe ? ::access (path.c_str(), W_OK)
                            : ::open (path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0666);

    if (file < 0)
        throw UsageError (describe (option, path) + " cannot be written (" + std::strerror (errno) +
                          "); give a path in a folder where you may write.");

    if (isPipe)
        return;

    ::close (file);

    // Not the link that led there.
    if (! existed)
        ::unlink (behindLinks (path).c_str());
}

void requireReadable (const std::string& path, const char* option)
{
    struct stat found = {};

    if (::stat (path.c_str(), &found) != 0)
        throw UsageError (describe (option, path) + " cannot be found (" + std::strerror (errno) +
                          "); check the path.");

    if (S_ISDIR (found.st_mode))
        throw UsageError (describe (option, path) + " is a directory; give a file.");

    if (::access (path.c_str(), R_OK) != 0)
        throw UsageError (describe (option, path) + " cannot be read (" + std::strerror (errno) +
                          "); change its permissions or give another file.");

    if (S_ISREG (found.st_mode) && found.st_size == 0)
        throw UsageError (describe (option, path) + " is empty; give a file with something in it.");
}

std::string readText (const std::string& given, const char* option)
{
    const auto path = isStandardInput (given) ? std::string ("/dev/stdin") : given;
    requireReadable (path, option);
    struct stat found = {};

    if (::stat (path.c_str(), &found) == 0 && found.st_size > largestText)
        throw UsageError (describe (option, path) + " is larger than 16 MB; give a smaller file.");

    std::ifstream file (path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char> (file), std::istreambuf_iterator<char>()};

    if (file.bad())
        throw UsageError (describe (option, path) + " could not be read to its end; check the disk.");

    return text;
}

void writeAtomically (const std::string& path, std::string_view text)
{
    if (isStandardOutput (path))
    {
        if (! writeAll (STDOUT_FILENO, text))
            throw ConversationError ("Standard output could not be written (" + std::string (std::strerror (errno)) +
                                     "); give a file.");

        return;
    }

    const auto target = behindLinks (path);
    struct stat found = {};

    // A pipe or device cannot be renamed over.
    const bool isFile = ::stat (target.c_str(), &found) != 0 || S_ISREG (found.st_mode);
    bool direct = ! isFile;
    auto written = direct ? target : target + ".part" + std::to_string (::getpid());
    int file = ::open (written.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

    // Where a file may be written but none be made beside it, or the name is as long as it can be.
    if (file < 0 && ! direct && errno != ENOSPC)
    {
        direct = true;
        written = target;
        file = ::open (written.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    }

    bool whole = file >= 0 && writeAll (file, text) && (! isFile || ::fsync (file) == 0);
    auto problem = errno;

    if (file >= 0)
        ::close (file);

    if (whole && ! direct)
    {
        whole = std::rename (written.c_str(), target.c_str()) == 0;
        problem = errno;
    }

    if (! whole)
    {
        if (! direct)
            ::unlink (written.c_str());

        throw ConversationError (path + " could not be written (" + std::strerror (problem) +
                                 "); free some room or give another path.");
    }
}

} // namespace parlando
