#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace parlando
{

/** Does the reading and writing of files, so that the thread of the blocks never waits for a disk.

    It works once in a while, and at once when poked.
*/
class DiskThread
{
public:
    /** `work` is called on the thread after each `period`, and once more when it ends. */
    DiskThread (std::chrono::milliseconds period, std::function<void()> work);
    ~DiskThread();

    DiskThread (const DiskThread&) = delete;
    DiskThread& operator= (const DiskThread&) = delete;

    /** Any thread that may take a lock. */
    void poke();

    /** Any thread that may take a lock: works a last time, whenever that is, and then no more. Waits for nothing. */
    void end();

    /** The same, and joins; the destructor does so as well. */
    void finish();

private:
    void run();

    const std::chrono::milliseconds period;
    std::function<void()> work;
    std::mutex mutex;
    std::condition_variable wake;
    bool poked = false;
    bool ending = false;
    std::thread thread;
};

} // namespace parlando
