#pragma once

#include <optional>
#include <string>
#include <sys/stat.h>

namespace parlando
{

/** What is to be written when a path is: the file behind links, which stay, and what it is now. */
class FileTarget
{
public:
    explicit FileTarget (const std::string& path);

    /** Without links at its end; the same path where there were none. */
    const std::string& path() const noexcept { return target; }

    /** With a `/` at its end. */
    std::string folder() const;

    /** An open file of this program that the path stands for: /dev/stdout, /dev/fd/3. */
    std::optional<int> descriptor() const noexcept { return openFile; }

    /** Something is there; then `now` says what. */
    bool exists() const noexcept { return problem == 0; }
    const struct stat& now() const noexcept { return found; }

    bool isFolder() const noexcept { return exists() && S_ISDIR (found.st_mode); }

    /** A pipe or device, which cannot be replaced. */
    bool isStream() const noexcept { return exists() && ! S_ISREG (found.st_mode) && ! S_ISDIR (found.st_mode); }
    bool isPipe() const noexcept { return exists() && S_ISFIFO (found.st_mode); }

    /** Why it cannot be written, as in errno, as far as can be seen without trying; 0: nothing speaks against it. */
    int refusal() const noexcept;

private:
    std::string target;
    std::optional<int> openFile;
    struct stat found = {};
    int problem = 0;
};

} // namespace parlando
