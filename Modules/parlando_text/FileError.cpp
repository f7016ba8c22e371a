#include "FileError.h"

#include <cerrno>
#include <system_error>

namespace parlando
{

namespace detail_file_error
{

static const char* adviceFor (int error) noexcept
{
    switch (error)
    {
        case EISDIR:
            return "give the name of a file in it";
        case ENOENT:
        case ENOTDIR:
            return "make its folder, or choose another place";
        case EACCES:
        case EPERM:
        case EROFS:
            return "choose a place where you may write";
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
            return "free some room, or choose another place";
        case ENXIO:
            return "let somebody read it, or choose another place";
        default:
            return "check the disk, or choose another place";
    }
}

static std::string describe (const std::string& path, int error)
{
    // What the system calls it is true and helps nobody.
    const auto reason =
        error == ENXIO ? std::string ("nobody reads it") : std::error_code (error, std::generic_category()).message();
    return path + " cannot be written (" + reason + "): " + adviceFor (error) + ".";
}

} // namespace detail_file_error

FileError::FileError (const std::string& path, int error)
    : std::runtime_error (detail_file_error::describe (path, error)), withoutReader (error == EPIPE)
{
}

} // namespace parlando
