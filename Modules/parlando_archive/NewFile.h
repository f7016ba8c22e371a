#pragma once

#include "DiskFolder.h"

#include <string>

namespace parlando
{

/** A file of a DiskFolder that has no name before it is whole, and is gone if it never is. The folder must outlive it.
    One thread at a time. */
class NewFile
{
public:
    /** `error`: 0, or what errno says. */
    NewFile (const DiskFolder& place, int& error) : folder (place), bytes (place.begin (hidden, error)) {}

    ~NewFile()
    {
        if (! hidden.empty())
            folder.giveUp (hidden);
    }

    NewFile (const NewFile&) = delete;
    NewFile& operator= (const NewFile&) = delete;

    DiskFile& file() noexcept { return bytes; }

    /** EEXIST where there is a file of that name: then another name may be tried. */
    int finish (const std::string& name)
    {
        const auto error = folder.finish (hidden, name);

        if (error == 0)
            hidden.clear();

        return error;
    }

private:
    const DiskFolder& folder;
    std::string hidden;
    DiskFile bytes;
};

} // namespace parlando
