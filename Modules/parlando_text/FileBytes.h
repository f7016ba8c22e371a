#pragma once

#include <string_view>
#include <sys/types.h>

namespace parlando
{

/** Appends all of it, and waits where a pipe has no room. All here return 0, or what errno says. */
int writeAll (int file, std::string_view bytes) noexcept;

/** Makes sure of the room that a file of `to` bytes needs beyond the `from` that it has; the file may grow by that. */
int reserveRoom (int file, off_t from, off_t to) noexcept;

/** The bytes are on the disk when it returns. */
int syncFile (int file) noexcept;

/** The names in a folder are on the disk when it returns, where the system can say so. */
void syncFolder (const char* path) noexcept;

} // namespace parlando
