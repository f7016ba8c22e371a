#pragma once

#include "DiskFolder.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace parlando
{

/** The file of one session's record of the wire: lines as in a journal, numbered from 1. It ends where a line is
   missing, as nothing behind that could be run again, and where it is full; then its last line says so. Disk thread
   only. */
class WireFile
{
public:
    static constexpr std::uint64_t mostBytes = 64u << 20;

    /** The name of a conversation's part'th record. */
    static std::string nameOf (int part);

    /** A line (journalContent()) to be written with the next write(). */
    void add (std::string content);

    /** What is added from now on has something missing before it. */
    void breakOff (const char* why);

    /** All that waits; true when that made the file. */
    bool write (const DiskFolder&, int part);

    /** What errno says once something could not be written; then 0. */
    int takeError() noexcept { return std::exchange (error, 0); }

    bool isFull() const noexcept { return full; }
    bool isOpen() const noexcept { return file.isOpen(); }
    const DiskFile& onDisk() const noexcept { return file; }

private:
    void append (std::string_view content);

    /** Until there is a folder. */
    static constexpr std::size_t mostWaiting = 16u << 20;

    std::vector<std::string> waiting;
    std::size_t waitingBytes = 0;
    DiskFile file;
    std::uint64_t number = 0;
    int error = 0;
    bool full = false, isOver = false;
};

} // namespace parlando
