#pragma once

#include "Scheduler.h"

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
class EventLoop final : public Scheduler
{
public:
    EventLoop();
    ~EventLoop() override;

    EventLoop (const EventLoop&) = delete;
    EventLoop& operator= (const EventLoop&) = delete;

    /** Works until stop(). If stop() came first it returns at once. What a function throws leaves through here. */
    void run();

    /** Also before run(). What is still waiting is dropped unrun when the loop is destroyed. */
    void stop() override;

    /** Any thread. */
    Instant now() const override { return Instant::clock::now(); }
    void post (std::function<void()>) override;
    [[nodiscard]] Timer after (std::chrono::nanoseconds delay, std::function<void()>) override;

    /** Session thread, or before run(). Calls every `period` (over 0) on a fixed grid: lateness does not add up, and
        ticks that were missed altogether are left out instead of following each other in a burst. */
    [[nodiscard]] Timer every (Milliseconds period, std::function<void()>);

    /** For transports: what sockets are made on. */
    boost::asio::io_context& context() noexcept;

private:
    struct Implementation;
    struct Waiting;
    std::unique_ptr<Implementation> implementation;
};

} // namespace parlando
