#include "EventLoop.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>

namespace parlando
{

struct EventLoop::Implementation
{
    // One thread runs it: asio then hands work to itself without waking anybody.
    boost::asio::io_context context{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work{context.get_executor()};

    // The first timer opens what the system must give for all of them and the sockets, or throws here. Later would be
    // too late: where it throws while a Beast stream is being made, Beast's service keeps the stream's address for
    // ever.
    boost::asio::steady_timer first{context};
};

// Shared by the handle and the pending wait. `cancelled` and not the wait's error decides, since an expired wait may
// already be queued when the handle goes.
struct EventLoop::Waiting final : Timer::Pending, std::enable_shared_from_this<Waiting>
{
    Waiting (boost::asio::io_context& context, std::function<void()> toCall)
        : timer (context), function (std::move (toCall))
    {
    }

    void cancel() noexcept override
    {
        cancelled = true;
        timer.cancel();
    }

    void wait()
    {
        timer.async_wait (
            [self = shared_from_this()] (const boost::system::error_code& error)
            {
                if (! error && ! self->cancelled)
                    self->expired();
            });
    }

    void expired()
    {
        if (period > std::chrono::steady_clock::duration::zero())
        {
            const auto late = std::chrono::steady_clock::now() - timer.expiry();
            timer.expires_at (timer.expiry() + period * (1 + late / period));
            wait();
        }

        function();
    }

    boost::asio::basic_waitable_timer<std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>,
                                      boost::asio::io_context::executor_type>
        timer;
    std::function<void()> function;
    std::chrono::steady_clock::duration period{};
    bool cancelled = false;
};

EventLoop::EventLoop() : implementation (std::make_unique<Implementation>()) {}
EventLoop::~EventLoop() = default;

void EventLoop::run() { implementation->context.run(); }
void EventLoop::stop() { implementation->context.stop(); }
boost::asio::io_context& EventLoop::context() noexcept { return implementation->context; }

void EventLoop::post (std::function<void()> function)
{
    boost::asio::post (implementation->context, std::move (function));
}

EventLoop::Timer EventLoop::after (std::chrono::nanoseconds delay, std::function<void()> function)
{
    auto state = std::make_shared<Waiting> (implementation->context, std::move (function));
    state->timer.expires_after (delay);
    state->wait();
    return Timer (std::move (state));
}

EventLoop::Timer EventLoop::every (Milliseconds period, std::function<void()> function)
{
    auto state = std::make_shared<Waiting> (implementation->context, std::move (function));
    state->period = std::max (period, Milliseconds (1));
    state->timer.expires_after (state->period);
    state->wait();
    return Timer (std::move (state));
}

} // namespace parlando
