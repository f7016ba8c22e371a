#pragma once

#include <cstddef>
#include <filesystem>
#include <set>
#include <string>

#if defined(__SANITIZE_ADDRESS__)
extern "C" std::size_t __sanitizer_get_current_allocated_bytes(); // GCC ships no header of it
#elif defined(__GLIBC__)
#include <malloc.h>
#endif

namespace parlando::testing
{

/** The threads of this process, and what its open files are, by number. */
inline std::set<std::string> belongings()
{
    std::set<std::string> found;
    std::error_code gone;

    for (const auto& thread : std::filesystem::directory_iterator ("/proc/self/task"))
        found.insert ("thread " + thread.path().filename().string());

    for (const auto& file : std::filesystem::directory_iterator ("/proc/self/fd"))
        if (const auto target = std::filesystem::read_symlink (file.path(), gone).string();
            ! gone && target.find ("/proc/") == std::string::npos)
            found.insert ("file " + file.path().filename().string() + " " + target);

    return found;
}

/** Bytes that this process has been given of the heap, where that can be known. */
inline std::size_t bytesInUse()
{
#if defined(__SANITIZE_ADDRESS__)
    return __sanitizer_get_current_allocated_bytes();
#elif defined(__GLIBC__)
    const auto figures = ::mallinfo2();
    return figures.uordblks + figures.hblkhd;
#else
    return 0;
#endif
}

} // namespace parlando::testing
