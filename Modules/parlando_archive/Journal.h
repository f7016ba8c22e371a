#pragma once

#include "DiskFolder.h"

#include <cstdint>
#include <string_view>

namespace parlando
{

/** Appends lines to a conversation's journal, one write() for each, so that a process that ends at any moment leaves
    whole lines and at most one that is torn. One thread at a time. */
class Journal
{
public:
    /** `lines`: the running number of the last line that is there. The file must outlive it. */
    Journal (DiskFile& toWrite, std::uint64_t lines) : file (toWrite), number (lines) {}

    /** `content`: journalContent()'s. Returns 0, or what errno says: then the line is not there, its number is missing,
        and the next one may be tried. */
    int append (std::string_view content);

    const DiskFile& onDisk() const noexcept { return file; }
    bool isGone() const noexcept { return file.isGone(); }

private:
    DiskFile& file;
    std::uint64_t number;
    bool isTorn = false;
};

} // namespace parlando
