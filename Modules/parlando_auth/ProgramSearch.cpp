#include "ProgramSearch.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

namespace parlando
{

namespace detail_search
{

static std::string problemOf (const std::string& path)
{
    struct stat file
    {
    };

    if (::stat (path.c_str(), &file) != 0)
        return errno == ENOENT || errno == ENOTDIR ? "there is no such file; check the path" : std::strerror (errno);

    if (S_ISDIR (file.st_mode))
        return "it is a folder; give the program in it";

    if (! S_ISREG (file.st_mode))
        return "it is no program file";

    return ::access (path.c_str(), X_OK) == 0 ? "" : "it is not executable; chmod +x makes it so";
}

static std::string_view searchedFolders()
{
    const auto* const path = std::getenv ("PATH");
    return path != nullptr ? path : "/usr/bin:/bin";
}

} // namespace detail_search

FoundProgram findProgram (const std::string& name)
{
    if (name.find ('/') != std::string::npos)
    {
        auto problem = detail_search::problemOf (name);
        return problem.empty() ? FoundProgram{name, {}} : FoundProgram{{}, std::move (problem)};
    }

    FoundProgram found{{}, "there is no such program in the PATH; install it or give its whole path"};
    const auto folders = detail_search::searchedFolders();

    for (std::size_t begin = 0; begin <= folders.size();)
    {
        const auto end = std::min (folders.find (':', begin), folders.size());
        const auto folder = begin == end ? "." : std::string (folders.substr (begin, end - begin));
        const auto path = folder + "/" + name;
        struct stat file
        {
        };

        if (auto problem = detail_search::problemOf (path); problem.empty())
            return {path, {}};
        else if (::stat (path.c_str(), &file) == 0 && S_ISREG (file.st_mode))
            found.problem = path + " is not executable; chmod +x makes it so";

        begin = end + 1;
    }

    return found;
}

} // namespace parlando
