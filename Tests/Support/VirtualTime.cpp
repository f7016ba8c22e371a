#include "VirtualTime.h"

#include <algorithm>
#include <stdexcept>

namespace parlando::testing
{

void VirtualTime::at (Instant due, std::function<void()> happens)
{
    {
        const std::lock_guard lock (mutex);
        queue.emplace (std::max (due, now()), std::move (happens));
    }

    came.notify_all();
}

std::function<void()> VirtualTime::next (Instant end)
{
    std::unique_lock lock (mutex);
    const auto isDue = [this] { return ! queue.empty() && queue.begin()->first <= now(); };

    if (holds > 0 && ! came.wait_for (lock, std::chrono::seconds (20), isDue))
        throw std::runtime_error ("virtual time waits for work that does not end");

    if (queue.empty() || queue.begin()->first > end)
        return {};

    nanoseconds = toNanoseconds (queue.begin()->first);
    return std::move (queue.extract (queue.begin()).mapped());
}

void VirtualTime::pass (std::chrono::nanoseconds duration)
{
    constexpr int endless = 1'000'000;
    const auto end = now() + duration;
    auto moment = now();
    int happened = 0;

    while (const auto happens = next (end))
    {
        happens();
        happened = moment == now() ? happened + 1 : 0;
        moment = now();

        if (happened > endless)
            throw std::runtime_error ("virtual time stands still: something happens without end");
    }

    nanoseconds = toNanoseconds (end);
}

struct VirtualThread::Waiting final : Timer::Pending, std::enable_shared_from_this<Waiting>
{
    void cancel() noexcept override { isCancelled = true; }

    void wait (VirtualTime& time, Instant due)
    {
        time.at (due,
                 [self = shared_from_this(), &time, due]
                 {
                     if (self->isCancelled || *self->isStopped)
                         return;

                     if (self->period > Milliseconds::zero())
                         self->wait (time, due + self->period);

                     const auto kept = self->function; // it may cancel its own timer
                     kept();
                 });
    }

    std::function<void()> function;
    std::shared_ptr<const std::atomic<bool>> isStopped;
    Milliseconds period{};
    bool isCancelled = false;
};

void VirtualThread::post (std::function<void()> function)
{
    time.at (now(),
             [isStopped = stopped, call = std::move (function)]
             {
                 if (! *isStopped)
                     call();
             });
}

Scheduler::Timer VirtualThread::after (std::chrono::nanoseconds delay, std::function<void()> function)
{
    const auto waiting = std::make_shared<Waiting>();
    waiting->function = std::move (function);
    waiting->isStopped = stopped;
    waiting->wait (time, now() + delay);
    return Timer (waiting);
}

Scheduler::Timer VirtualThread::every (Milliseconds period, std::function<void()> function)
{
    const auto waiting = std::make_shared<Waiting>();
    waiting->function = std::move (function);
    waiting->isStopped = stopped;
    waiting->period = period;
    waiting->wait (time, now() + period);
    return Timer (waiting);
}

} // namespace parlando::testing
