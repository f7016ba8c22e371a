#pragma once

#include "Descriptor.h"

#include <cerrno>
#include <sys/file.h>

namespace parlando
{

/** Keeps other runs from a file as long as it is open, on file systems that know locks; false where another one has it.
    The system takes the lock back with the process, however that ends. Any thread. */
inline bool lockForThisRun (const Descriptor& file)
{
    return ::flock (file.get(), LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
}

} // namespace parlando
