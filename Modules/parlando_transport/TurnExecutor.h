#pragma once

#include <boost/asio/execution.hpp>
#include <boost/asio/execution_context.hpp>
#include <boost/asio/io_context.hpp>

#include <deque>
#include <memory>
#include <utility>

namespace parlando
{

/** Runs short steps one after the other within a turn of the event loop, each never inside the step that asked for it.

    Posted to the loop itself, any two steps would have a system call between them: it asks the kernel for news before
    each. With many small messages those calls are most of the work. Session thread. One for each io_context.
*/
class TurnQueue : public boost::asio::execution_context::service
{
public:
    using key_type = TurnQueue;
    inline static boost::asio::execution_context::id id;

    explicit TurnQueue (boost::asio::execution_context&);

    template <typename Function>
    void add (Function&& function)
    {
        steps.push_back (std::make_unique<StepOf<std::decay_t<Function>>> (std::forward<Function> (function)));
        scheduleTurn();
    }

private:
    struct Step
    {
        virtual ~Step() = default;
        virtual void run() = 0;
    };

    template <typename Function>
    struct StepOf final : Step
    {
        template <typename Given>
        explicit StepOf (Given&& given) : function (std::forward<Given> (given))
        {
        }

        void run() override { std::move (function)(); }

        Function function;
    };

    void scheduleTurn();
    void takeTurn();
    void shutdown() override { steps.clear(); }

    std::deque<std::unique_ptr<Step>> steps;
    bool hasTurn = false;
};

/** An executor, as Asio and Beast ask for one, that runs everything on the context's TurnQueue. */
class TurnExecutor
{
public:
    explicit TurnExecutor (boost::asio::io_context& context) : queue (&boost::asio::use_service<TurnQueue> (context)) {}

    template <typename Function>
    void execute (Function&& function) const
    {
        queue->add (std::forward<Function> (function));
    }

    boost::asio::execution_context& query (boost::asio::execution::context_t) const noexcept
    {
        return queue->context();
    }

    static constexpr boost::asio::execution::blocking_t query (boost::asio::execution::blocking_t) noexcept
    {
        return boost::asio::execution::blocking.never;
    }

    TurnExecutor require (boost::asio::execution::blocking_t::never_t) const noexcept { return *this; }

    bool operator== (const TurnExecutor&) const noexcept = default;

private:
    TurnQueue* queue;
};

} // namespace parlando
