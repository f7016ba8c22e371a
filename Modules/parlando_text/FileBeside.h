#pragma once

#include "Descriptor.h"
#include "FileTarget.h"

#include <string>
#include <string_view>

namespace parlando
{

/** A new file in the folder of another one, which takes its place once it is whole, or goes. Each step returns 0, or
   what errno says. */
class FileBeside
{
public:
    explicit FileBeside (const FileTarget& toReplace) : target (toReplace) {}
    ~FileBeside();

    FileBeside (const FileBeside&) = delete;
    FileBeside& operator= (const FileBeside&) = delete;

    /** Makes it, with the owner and the permissions of the other one; where that is still to be made, with a new
       file's; `isPrivate`: for the owner's eyes alone in any case. */
    int make (bool isPrivate);

    /** Makes sure of room for so many bytes. */
    int reserve (off_t size) noexcept;

    /** Writes all, down to the disk where `isDurable`, and closes. */
    int fill (std::string_view bytes, bool isDurable) noexcept;

    /** The other one is replaced. */
    int takePlace (bool isDurable) noexcept;

private:
    int takeOwnerAndPermissions() noexcept;

    const FileTarget& target;
    std::string name;
    Descriptor file;
};

} // namespace parlando
