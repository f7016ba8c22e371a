#pragma once

#include "NewFile.h"

#include <functional>
#include <stdexcept>
#include <string>

namespace parlando
{

/** One sentence for people about something that could not be exported, with what to do. */
struct ExportError : std::runtime_error
{
    using std::runtime_error::runtime_error;
};

/** The folder into which files leave, made where it is missing. One thread at a time. */
class ExportTarget
{
public:
    /** Throws ExportError. */
    explicit ExportTarget (std::string path);

    /** Writes a file by `write`, which returns 0 or what errno says, under the first of the names that is free;
        `nameOf` counts from 1. Returns its path. Throws ExportError, and what `write` throws; then there is no file. */
    std::string make (const std::function<int (DiskFile&)>& write, const std::function<std::string (int)>& nameOf);

private:
    [[noreturn]] void refuse (int error) const;

    std::string where;
    DiskFolder folder;
};

} // namespace parlando
