#include "ExportTarget.h"

#include <parlando_text/HeldSignals.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace parlando
{

ExportTarget::ExportTarget (std::string path) : where (std::move (path))
{
    int error = 0;
    folder = DiskFolder::make (where, error);

    if (error == EEXIST)
        folder = DiskFolder::open (where, error);

    if (error != 0)
        refuse (error);
}

std::string ExportTarget::make (const std::function<int (DiskFile&)>& write,
                                const std::function<std::string (int)>& nameOf)
{
    constexpr int mostCopies = 10'000;
    const HeldSignals held;
    int error = 0;
    NewFile made (folder, error);

    if (error == 0)
        error = write (made.file());

    if (error == 0)
        error = made.file().sync();

    if (error != 0)
        refuse (error);

    for (int copy = 1; copy <= mostCopies; ++copy)
    {
        const auto name = nameOf (copy);
        error = made.finish (name);

        if (error == 0)
            return where + "/" + name;

        if (error != EEXIST)
            break;
    }

    refuse (error);
}

void ExportTarget::refuse (int error) const
{
    const auto isFull = error == ENOSPC || error == EDQUOT || error == EFBIG;
    throw ExportError (where + " cannot be written to (" + std::strerror (error) +
                       "): " + (isFull ? "free some room" : "give a folder in which you may write") + ".");
}

} // namespace parlando
