#include "DiskThread.h"

#include <utility>

namespace parlando
{

DiskThread::DiskThread (std::chrono::milliseconds workPeriod, std::function<void()> workToDo)
    : period (workPeriod), work (std::move (workToDo)), thread ([this] { run(); })
{
}

DiskThread::~DiskThread() { finish(); }

void DiskThread::poke()
{
    {
        const std::scoped_lock lock (mutex);
        poked = true;
    }

    wake.notify_one();
}

void DiskThread::end()
{
    {
        const std::scoped_lock lock (mutex);
        ending = true;
    }

    wake.notify_one();
}

void DiskThread::finish()
{
    if (! thread.joinable())
        return;

    end();
    thread.join();
}

void DiskThread::run()
{
    for (bool last = false; ! last;)
    {
        {
            std::unique_lock lock (mutex);
            wake.wait_for (lock, period, [this] { return poked || ending; });
            poked = false;
            last = ending;
        }

        work();
    }
}

} // namespace parlando
