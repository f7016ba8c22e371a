#pragma once

#include <parlando_realtime/parlando_realtime.h>

#include <functional>
#include <memory>
#include <utility>

namespace parlando
{

/** The session thread as what runs on it sees it: things to do, when to do them, and what time it is. EventLoop is the
    one that lives; a test's own one may let an hour pass in a millisecond.

    Everything given to it runs on the session thread, one thing at a time, never under a lock. It outlives the timers
    and transports that use it.
*/
class Scheduler
{
public:
    virtual ~Scheduler() = default;

    /** Session thread. */
    virtual Instant now() const = 0;

    /** Any thread. Functions posted by one thread run in that order. */
    virtual void post (std::function<void()>) = 0;

    class Timer;

    /** Session thread, or before it runs. Calls once, after at least `delay`. */
    [[nodiscard]] virtual Timer after (std::chrono::nanoseconds delay, std::function<void()>) = 0;

    /** Any thread: nothing runs any more, for good. */
    virtual void stop() = 0;
};

/** Owns a pending call: once destroyed, assigned over or cancelled, the function is not called again.

    Session thread, or any while the loop does not run. A function may destroy its own timer. */
class Scheduler::Timer
{
public:
    /** The scheduler's side of it. */
    struct Pending
    {
        virtual ~Pending() = default;
        virtual void cancel() noexcept = 0;
    };

    Timer() noexcept = default;
    explicit Timer (std::shared_ptr<Pending> made) noexcept : pending (std::move (made)) {}
    ~Timer() { cancel(); }

    Timer (Timer&&) noexcept = default;

    Timer& operator= (Timer&& other) noexcept
    {
        if (this != &other)
        {
            cancel();
            pending = std::move (other.pending);
        }

        return *this;
    }

    void cancel() noexcept
    {
        if (const auto cancelled = std::exchange (pending, nullptr))
            cancelled->cancel();
    }

private:
    std::shared_ptr<Pending> pending;
};

} // namespace parlando
