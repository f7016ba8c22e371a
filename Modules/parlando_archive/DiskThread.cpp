#include "DiskThread.h"

#include <parlando_realtime/ModuleLifetime.h>

#include <utility>

namespace parlando
{

DiskThread::DiskThread (std::chrono::milliseconds period, std::function<void()> work)
    : shared (std::make_shared<Shared>())
{
    shared->work = std::move (work);
    thread = std::thread ([state = shared, period] { run (state, period); });
}

DiskThread::~DiskThread() { finish(); }

void DiskThread::poke()
{
    {
        const std::scoped_lock lock (shared->mutex);
        shared->poked = true;
    }

    shared->changed.notify_all();
}

void DiskThread::end()
{
    {
        const std::scoped_lock lock (shared->mutex);
        shared->ending = true;
    }

    shared->changed.notify_all();
}

void DiskThread::finish()
{
    end();

    if (thread.joinable())
        thread.join();
}

bool DiskThread::finish (std::chrono::milliseconds most)
{
    end();
    std::unique_lock lock (shared->mutex);
    const auto hasEnded = shared->changed.wait_for (lock, most, [this] { return shared->hasEnded; });
    lock.unlock();

    if (! thread.joinable())
        return hasEnded;

    if (hasEnded)
    {
        thread.join();
    }
    else
    {
        keepModuleLoaded();
        thread.detach();
    }

    return hasEnded;
}

void DiskThread::run (const std::shared_ptr<Shared>& shared, std::chrono::milliseconds period)
{
    for (bool last = false; ! last;)
    {
        {
            std::unique_lock lock (shared->mutex);
            shared->changed.wait_for (lock, period, [&] { return shared->poked || shared->ending; });
            shared->poked = false;
            last = shared->ending;
        }

        shared->work();
    }

    const std::scoped_lock lock (shared->mutex);
    shared->hasEnded = true;
    shared->changed.notify_all();
}

} // namespace parlando
