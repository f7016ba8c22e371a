#include "FileTarget.h"

#include <cerrno>
#include <charconv>
#include <climits>
#include <fcntl.h>
#include <string_view>
#include <unistd.h>

namespace parlando
{

namespace detail_target
{

/** The system's own limit. */
constexpr int mostLinks = 40;

static std::optional<int> openFileNamed (std::string_view path) noexcept
{
    if (path == "/dev/stdout")
        return STDOUT_FILENO;

    if (path == "/dev/stderr")
        return STDERR_FILENO;

    for (const std::string_view folder : {"/dev/fd/", "/proc/self/fd/"})
    {
        int number = -1;
        const auto* end = path.data() + path.size();

        if (path.starts_with (folder) && std::from_chars (path.data() + folder.size(), end, number).ptr == end)
            return number;
    }

    return {};
}

static std::string folderOf (const std::string& path)
{
    const auto slash = path.rfind ('/');
    return slash == std::string::npos ? "./" : path.substr (0, slash + 1);
}

/** What a link holds; nothing where `path` is none. */
static std::optional<std::string> linkAt (const std::string& path)
{
    std::string text (PATH_MAX, '\0');
    const auto length = ::readlink (path.c_str(), text.data(), text.size());

    if (length < 0)
        return {};

    text.resize (static_cast<std::size_t> (length));
    return text;
}

} // namespace detail_target

FileTarget::FileTarget (const std::string& given) : target (given), openFile (detail_target::openFileNamed (given))
{
    // realpath() knows no link to a file that is still to be made.
    for (int i = 0; i < detail_target::mostLinks && ! openFile; ++i)
    {
        const auto link = detail_target::linkAt (target);

        if (! link)
            break;

        target = link->starts_with ('/') ? *link : folder() + *link;
        openFile = detail_target::openFileNamed (target);
    }

    if ((openFile ? ::fstat (*openFile, &found) : ::stat (target.c_str(), &found)) != 0)
        problem = errno;
}

std::string FileTarget::folder() const { return detail_target::folderOf (target); }

int FileTarget::refusal() const noexcept
{
    if (isFolder())
        return EISDIR;

    if (openFile)
    {
        const auto flags = ::fcntl (*openFile, F_GETFL);
        return flags < 0 || (flags & O_ACCMODE) == O_RDONLY ? EBADF : 0;
    }

    if (! exists())
        return problem == ENOENT ? 0 : problem;

    // What its owner protects against writing is not replaced either.
    return ::faccessat (AT_FDCWD, target.c_str(), W_OK, AT_EACCESS) == 0 ? 0 : errno;
}

} // namespace parlando
