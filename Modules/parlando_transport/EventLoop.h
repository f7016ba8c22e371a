#pragma once

#include <parlando_realtime/parlando_realtime.h>

#include <functional>
#include <memory>

namespace boost::asio
{
class io_context;
}

namespace parlando
{

/** One thread's queue of things to do: sockets, timers and posted functions.

    The thread that calls run() is the session thread. Everything given to the loop runs there, one thing at a time,
    never under a lock. The loop outlives the timers and transports that use it.
*/
class EventLoop
{
public:
    EventLoop();
    ~EventLoop();

    EventLoop (const EventLoop&) = delete;
    EventLoop& operator= (const EventLoop&) = delete;

    /** Works until stop(). If stop() came first it returns at once. What a function throws leaves through here. */
    void run();

    /** Any thread, also before run(). For good: what is still waiting is dropped unrun when the loop is destroyed. */
    void stop();

    /** Any thread. Functions posted by one thread run in that order. */
    void post (std::function<void()>);

    class Timer;

    /** Session thread, or before run(). Calls once, after at least `delay`. */
    [[nodiscard]] Timer after (std::chrono::nanoseconds delay, std::function<void()>);

    /** Session thread, or before run(). Calls every `period` (over 0) on a fixed grid: lateness does not add up, and
        ticks that were missed altogether are left out instead of following each other in a burst. */
    [[nodiscard]] Timer every (Milliseconds period, std::function<void()>);

    /** For transports: what sockets are made on. */
    boost::asio::io_context& context() noexcept;

private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation;
};

/** Owns a pending call: once destroyed, assigned over or cancelled, the function is not called again.

    Session thread, or any while the loop does not run. A function may destroy its own timer. */
class EventLoop::Timer
{
public:
    Timer() noexcept;
    ~Timer();

    Timer (Timer&&) noexcept;
    Timer& operator= (Timer&&) noexcept;

    void cancel() noexcept;

private:
    friend class EventLoop;
    struct State;

    explicit Timer (std::shared_ptr<State>) noexcept;

    std::shared_ptr<State> state;
};

} // namespace parlando
