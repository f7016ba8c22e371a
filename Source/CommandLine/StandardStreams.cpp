#include "StandardStreams.h"

#include <fcntl.h>
#include <unistd.h>

namespace parlando
{
namespace
{

bool isStream (const std::string& path, const char* name, int descriptor)
{
    const auto number = std::to_string (descriptor);
    return path == "-" || path == name || path == "/dev/fd/" + number || path == "/proc/self/fd/" + number;
}

} // namespace

bool isStandardInput (const std::string& path) { return isStream (path, "/dev/stdin", STDIN_FILENO); }

bool isStandardOutput (const std::string& path) { return isStream (path, "/dev/stdout", STDOUT_FILENO); }

void openStandardStreams()
{
    // A new descriptor is the lowest that is free.
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (::fcntl (descriptor, F_GETFD) < 0)
            ::open ("/dev/null", O_RDWR);
}

} // namespace parlando
