#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
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

    /** The same, for work that owns all that it uses: where the last of it takes longer than `most`, as on a disk that
        does not answer, it is left to itself and ends when it can. False then. */
    bool finish (std::chrono::milliseconds most);

private:
    struct Shared
    {
        std::function<void()> work; // the thread's
        std::mutex mutex;           // guards what is below
        std::condition_variable changed;
        bool poked = false, ending = false, hasEnded = false;
    };

    static void run (const std::shared_ptr<Shared>&, std::chrono::milliseconds period);

    std::shared_ptr<Shared> shared;
    std::thread thread;
};

} // namespace parlando
