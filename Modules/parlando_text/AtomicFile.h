#pragma once

#include "FileError.h"

#include <string>
#include <string_view>

namespace parlando
{

/** How a file is to be written. */
struct FileWish
{
    bool isPrivate = false; /**< Its owner alone may read it afterwards (0600), whoever could before: for secrets. */

    /** It outlives the power's loss from the moment of the return, which may take the disk a while. Without, a program
        that ends at any moment leaves it whole all the same. */
    bool isDurable = true;
};

/** Puts `bytes` at `path`, whole or not at all: a file of the same owner and permissions is written beside it, and
   takes its place. A symbolic link stays, and what it leads to is replaced; other hard links keep what was.

    Where no file can be made beside it or take its place (a file mounted by itself, a folder that may only be read), it
    is written where it is, once there is room for all of it, and put back should the disk fail. Pipes and devices are
    written to; a pipe's reader is waited for, 10 s at most. /dev/stdout and /dev/fd/N are this program's open files.

    Any thread; blocks on the disk. Throws FileError; then what was there is there still. */
void replaceFile (const std::string& path, std::string_view bytes, FileWish = {});

/** Puts `bytes` into a new file: at `path`, or where something is there, beside it as makeFileBeside() does. Returns
   where it is. As replaceFile(); throws FileError. */
std::string makeFileLike (const std::string& path, std::string_view bytes, FileWish = {});

/** The same, never at `path` itself: for talk.json at the first free of talk.1.json, talk.2.json and so on. */
std::string makeFileBeside (const std::string& path, std::string_view bytes, FileWish = {});

/** Tries what replaceFile() would do, and that there is room for `size` bytes. Leaves no trace. Throws FileError. */
void requireReplaceable (const std::string& path, std::size_t size = 65'536);

} // namespace parlando
