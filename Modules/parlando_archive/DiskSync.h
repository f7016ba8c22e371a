#pragma once

#include "DiskFolder.h"
#include "DiskThread.h"

#include <atomic>
#include <mutex>
#include <optional>
#include <vector>

namespace parlando
{

/** Brings what was written down to the disk on a thread of its own: on a disk that is busy that takes seconds, in which
    who writes must go on, or what is told meanwhile would be lost with the process. One thread but its own. */
class DiskSync
{
public:
    /** What was written to it until now is to survive the power's loss, soon. Where the system has no thread left, when
       it returns. */
    void add (const DiskFile&);

    /** The same for the names in a folder. */
    void add (const DiskFolder&);

    /** What errno said since the last call; 0 while all is well. */
    int takeError() noexcept { return error.exchange (0); }

    /** All of it is down there, and the thread has ended. */
    void finish();

private:
    void add (Descriptor copy);
    bool hasThread();
    void work();

    std::atomic<int> error{0};
    std::mutex mutex; // guards what is below
    std::vector<DiskFile> waiting;
    std::optional<DiskThread> thread; // once there is work; last: joined before what it works on goes
};

} // namespace parlando
