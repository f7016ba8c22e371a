#include "GivenFile.h"

#include "CommandLineError.h"
#include "FileLock.h"
#include "StandardStreams.h"

#include <parlando_text/AtomicFile.h>

#include <cerrno>
#include <cstring>
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

} // namespace

void requireWritable (const std::string& path, const char* option)
{
    if (isStandardOutput (path))
        return;

    try
    {
        requireReplaceable (path);
    }
    catch (const FileError& problem)
    {
        throw UsageError (describe (option, problem.what()));
    }

    if (isInUse (path))
        throw UsageError (describe (option, path) +
                          " is in use by another conversation; wait until that has ended, or give another file.");
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

} // namespace parlando
