#pragma once

#include <parlando_text/Descriptor.h>

#include <cstdint>
#include <ctime>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parlando
{

/** An open file in a DiskFolder, and how long it is. One thread at a time. Functions that may fail return 0, or what
    errno says. Who calls them holds SIGXFSZ (HeldSignals), or a limit of sizes ends the process. */
class DiskFile
{
public:
    DiskFile() = default;

    bool isOpen() const noexcept { return file.isOpen(); }
    std::uint64_t size() const noexcept { return length; }

    /** At the end. Where the disk took a part alone, size() says how much. */
    int append (std::string_view bytes) noexcept;

    /** Over what is there; not for files that were opened to append. */
    int overwrite (std::uint64_t place, std::string_view bytes) noexcept;

    /** Shorter, or longer by zeros that take no room. */
    int resize (std::uint64_t size) noexcept;

    /** The bytes survive the power's loss when it returns, which may take a disk seconds. */
    int sync() noexcept;

    /** From the beginning; fewer where there are not so many. */
    std::string read (std::uint64_t place, std::size_t count) const;

    /** Nobody can find it any more: it was deleted, perhaps with its folder. */
    bool isGone() const noexcept;

    /** The same open file once more. */
    Descriptor copyOfDescriptor() const noexcept;

    /** False where another run has it (parlando_text/FileLock.h). */
    bool lock() noexcept;

private:
    friend class DiskFolder;
    friend class DiskSync;
    DiskFile (Descriptor, std::uint64_t) noexcept;

    Descriptor file;
    std::uint64_t length = 0;
};

/** A folder that is written to, for its owner alone: it is made with the mode 0700, files in it with 0600. It is found
    again where it was moved to. All that the archive asks of the operating system is in this file. One thread at a
   time. `error`: set to what errno says where something fails. */
class DiskFolder
{
public:
    DiskFolder() = default;

    /** Makes it, and those above it where they are missing. EEXIST where it is there. */
    static DiskFolder make (const std::string& path, int& error);
    static DiskFolder open (const std::string& path, int& error);

    bool isOpen() const noexcept { return folder.isOpen(); }

    /** A new file that has its first bytes from the moment on at which it has its name: a process that ends at any
        moment leaves no other. EEXIST where there is such a file. */
    DiskFile create (const std::string& name, std::string_view firstBytes, int& error) const;

    /** A new file that nobody finds before finish() gives it its name; giveUp() takes it away. `hidden` is what it is
        called until then. */
    DiskFile begin (std::string& hidden, int& error) const;

    /** EEXIST where there is a file of that name; then the new one is there still. */
    int finish (const std::string& hidden, const std::string& name) const noexcept;
    void giveUp (const std::string& hidden) const noexcept;

    /** Something has that name, and be it a link to nowhere. */
    bool has (const std::string& name) const noexcept;

    /** For whole lines at the end; made where it is missing, unless `mustExist`. */
    DiskFile openToAppend (const std::string& name, bool mustExist, int& error) const;

    /** An ordinary file, to be read alone. */
    DiskFile openToRead (const std::string& name, int& error) const;

    /** Of an ordinary file, in bytes; else 0. */
    std::uint64_t sizeOf (const std::string& name) const noexcept;

    /** One that is there, to be read and put right. */
    DiskFile openToRepair (const std::string& name, int& error) const;

    /** Takes a file away that was left in the middle of create(), or begin() and finish(). */
    void removeLeftOvers() const;

    /** What is in it, in the order of the alphabet; of a folder with very many files the first 100,000. */
    std::vector<std::string> names() const;

    /** The same open folder once more. */
    Descriptor copyOfDescriptor() const noexcept;

private:
    DiskFile openThere (const std::string& name, int flags, int& error) const;
    explicit DiskFolder (Descriptor opened) noexcept : folder (std::move (opened)) {}

    Descriptor folder;
};

/** 0 where files can be made in a folder, as far as can be seen; else what errno says. Any thread. */
int whyNotWritable (const std::string& folder);

/** An ordinary file at `path`, by pieces of at most 64 kB, the first one first. Returns 0, or what errno says. */
class PiecesOfFile
{
public:
    explicit PiecesOfFile (const std::string& path);

    /** 0, or why it could not be opened or read; EINVAL where it is no ordinary file. */
    int error() const noexcept { return problem; }

    /** Nothing at its end, or where reading failed. */
    std::optional<std::string_view> next();

private:
    Descriptor file;
    std::string piece;
    int problem = 0;
};

/** The time of day where the person is. Any thread. */
std::tm localTime (std::time_t);

/** In UTC, as ISO 8601 writes it. Any thread. */
std::string writtenTime (std::time_t);

/** What writtenTime() wrote; nothing for anything else. Any thread. */
std::optional<std::time_t> readTime (const std::string&);

} // namespace parlando
