#include "FileLock.h"

#include <fcntl.h>
#include <filesystem>

namespace parlando
{

bool isInUse (const std::string& path)
{
    std::error_code ignored;

    // A pipe must not be opened: its reader would take the closing for the end.
    if (! std::filesystem::is_regular_file (path, ignored))
        return false;

    const Descriptor file (::open (path.c_str(), O_WRONLY | O_CLOEXEC));
    return file.isOpen() && ! lockForThisRun (file);
}

} // namespace parlando
