#include "ToolRunner.h"

#include "ArgumentCheck.h"
#include "PendingCalls.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <condition_variable>
#include <list>
#include <mutex>
#include <stdexcept>
#include <system_error>
#include <thread>

namespace parlando
{

namespace detail_runner
{
using Call = std::shared_ptr<PendingCall>;

static std::string sentenceOnUnknownTool (const std::string& name, const ToolRegistry& registry)
{
    std::string known;
    for (const auto& each : registry.names())
        known += (known.empty() ? "" : ", ") + each;

    return "There is no tool named \"" + shortened (name, 100) + "\". " +
           (known.empty() ? "This conversation has no tools." : "The tools are: " + known + ".");
}

/** What goes to the model must be an object, say its status, be UTF-8, and stay within the bound. */
static ToolOutcome fitForModel (ToolOutcome outcome, const std::string& name)
{
    auto& response = outcome.response;

    if (isNestedDeeper (response, ToolRunner::maximumResponseNesting))
        return ToolOutcome::failure ("The answer of " + name + " is nested more than " +
                                     std::to_string (ToolRunner::maximumResponseNesting) + " deep: ask it for less.");

    if (! response.is_object())
        response = response.is_null() ? nlohmann::json::object() : nlohmann::json{{"output", std::move (response)}};

    if (! response.contains ("status"))
        response["status"] = outcome.isError ? "error" : "ok";

    const auto text = response.dump (-1, ' ', false, nlohmann::json::error_handler_t::replace);

    if (text.size() > ToolRunner::maximumResponseBytes)
        return ToolOutcome::failure ("The answer of " + name + " has " + std::to_string (text.size()) +
                                     " bytes, and at most " + std::to_string (ToolRunner::maximumResponseBytes) +
                                     " can be given: ask it for less.");

    // The replacement mark in the text may have been the tool's own: parsing again is right then as well.
    if (text.find ("\xef\xbf\xbd") != std::string::npos)
        response = nlohmann::json::parse (text);

    return outcome;
}

/** What went wrong must be said, also by a tool that is silent otherwise. */
static std::optional<Scheduling> schedulingOf (const PendingCall& pending, bool isError)
{
    const auto wanted = pending.tool != nullptr ? pending.tool->scheduling() : std::nullopt;
    return isError && wanted == Scheduling::silent ? Scheduling::whenIdle : wanted;
}

static ToolOutcome callTool (PendingCall& pending)
{
    const auto& name = pending.call.name;
    const auto& declaration = pending.tool->declaration();
    const auto& schema =
        declaration.parametersJsonSchema.is_null() ? declaration.parameters : declaration.parametersJsonSchema;

    if (auto fault = findArgumentFault (pending.call.args, schema))
        return ToolOutcome::failure ("The call does not fit the declaration of " + name + ": " + *fault, true);

    try
    {
        ToolContext context{pending.stop.get_token(), pending.deadline, pending.turn};
        return fitForModel (pending.tool->call (pending.call.args, context), name);
    }
    catch (const std::exception& exception)
    {
        return ToolOutcome::failure ("The tool " + name + " failed: " + exception.what());
    }
    catch (...)
    {
        return ToolOutcome::failure ("The tool " + name + " failed without a reason.");
    }
}

static ToolAnswer answerTo (const PendingCall& pending, ToolOutcome outcome)
{
    const auto scheduling = schedulingOf (pending, outcome.isError);
    return {pending.call.id, pending.call.name,        std::move (outcome.response),
            outcome.isError, outcome.endsConversation, scheduling};
}
} // namespace detail_runner

ToolAnswer answerAtOnce (std::shared_ptr<Tool> tool, FunctionCall call, std::uint64_t turn)
{
    const auto now = std::chrono::steady_clock::now();
    PendingCall pending{std::move (call), std::move (tool), turn, now, Instant::max(), {}, PendingCall::State::running};
    return detail_runner::answerTo (pending, detail_runner::callTool (pending));
}

/** The threads and what they share.

    A call is settled exactly once, under the lock: by the worker that has its outcome, by the watcher at its deadline,
   or by cancellation. Only who settled it may answer it. A running call that is settled by another than its worker is
    abandoned: it no longer counts against the number of workers.
*/
class ToolRunner::Pool : public std::enable_shared_from_this<Pool>
{
public:
    Pool (ToolRegistry registryToUse, AnswerCallback callback, int workersToUse)
        : registry (std::move (registryToUse)), onAnswer (std::move (callback)),
          workers (std::clamp (workersToUse, 1, maximumThreads))
    {
    }

    /** Nobody calls back after this. */
    void close()
    {
        cancelAll (true);

        if (watcher.joinable())
            watcher.join();

        std::unique_lock lock (mutex);
        const auto haveEnded = [this] (auto isOver) { return std::all_of (threads.begin(), threads.end(), isOver); };
        ended.wait (lock,
                    [&] { return haveEnded ([] (const Worker& each) { return each.hasEnded || each.mayBeLeft; }); });
        ended.wait_for (lock, patience, [&] { return haveEnded ([] (const Worker& each) { return each.hasEnded; }); });

        for (auto& each : threads)
        {
            if (each.hasEnded)
            {
                each.thread.join(); // it holds the lock no more
                continue;
            }

            keepModuleLoaded();
            each.thread.detach();
        }
    }

    bool run (FunctionCall call, std::uint64_t turn)
    {
        auto pending = makePending (std::move (call));
        pending->turn = turn;
        const std::lock_guard lock (mutex);

        if (! calls.add (pending))
            return false;

        if (! hasWatcher() || ! startWorkers())
        {
            settle (pending);
            throw std::runtime_error ("The system has no thread left for a tool. Try again later.");
        }

        if (pending->deadline < nextWatch)
            watch.notify_one();

        return true;
    }

    bool cancel (std::string_view id)
    {
        detail_runner::Call call;
        {
            const std::lock_guard lock (mutex);
            call = calls.find (id);
            if (call == nullptr)
                return false;
            settle (call);
        }

        call->stop.request_stop();
        return true;
    }

    bool isIdle()
    {
        const std::lock_guard lock (mutex);
        return ! isAnsweringOverdue && ! calls.nextDeadline() && static_cast<std::size_t> (idle) == threads.size();
    }

    void cancelAll (bool forEver)
    {
        std::vector<detail_runner::Call> cancelled;
        {
            const std::lock_guard lock (mutex);
            isStopping = forEver;
            cancelled = calls.all();
            for (const auto& call : cancelled)
                settle (call);
            calls.forgetIds();
        }

        // Not under the lock: a tool's stop callback runs inside.
        for (const auto& call : cancelled)
            call->stop.request_stop();

        if (forEver)
        {
            work.notify_all();
            watch.notify_all();
        }
    }

private:
    detail_runner::Call makePending (FunctionCall&& call) const
    {
        constexpr Milliseconds longest = std::chrono::hours (24);

        auto pending = std::make_shared<PendingCall>();
        pending->tool = registry.find (call.name);
        pending->call = std::move (call);
        pending->queued = std::chrono::steady_clock::now();
        pending->deadline =
            pending->queued +
            std::clamp (pending->tool != nullptr ? pending->tool->deadline() : longest, Milliseconds (0), longest);

        if (pending->call.args.is_null())
            pending->call.args = nlohmann::json::object();

        return pending;
    }

    /** With the lock held. */
    void settle (const detail_runner::Call& call)
    {
        calls.settle (call);

        if (call->state == PendingCall::State::running)
        {
            call->state = PendingCall::State::abandoned;
            --active;
            startWorkers();
        }
    }

    struct Worker
    {
        std::thread thread;
        bool mayBeLeft = false; // busy with a call that may not return
        bool hasEnded = false;
    };

    /** With the lock held. */
    bool hasWatcher()
    {
        if (! watcher.joinable())
            try
            {
                watcher = std::thread ([this] { watchDeadlines(); });
            }
            catch (const std::system_error&)
            {
                return false;
            }

        return true;
    }

    /** With the lock held. A thread counts as idle from its start until it takes a call. False where there is none, nor
        one to be had. */
    bool startWorkers()
    {
        const auto waiting = static_cast<int> (std::min<std::size_t> (calls.numWaiting(), maximumThreads));

        if (waiting > 0 && idle > 0)
            work.notify_one();

        while (! isStopping && waiting > idle && active + idle < workers && threads.size() < maximumThreads)
        {
            auto& added = threads.emplace_back();

            try
            {
                added.thread = std::thread ([pool = shared_from_this(), &added] { pool->serveCalls (added); });
            }
            catch (const std::system_error&)
            {
                threads.pop_back();
                break;
            }

            ++idle;
        }

        return ! threads.empty();
    }

    void serveCalls (Worker& own)
    {
        std::unique_lock lock (mutex);

        for (;;)
        {
            work.wait (lock, [this] { return isStopping || (calls.numWaiting() > 0 && active < workers); });

            if (isStopping)
                break;

            auto call = calls.takeNext();
            --idle;
            ++active;
            own.mayBeLeft = call->tool != nullptr && ! call->tool->stopsAtOnce();
            serve (lock, own, *call, call);
            ++idle;
        }

        own.hasEnded = true;
        ended.notify_all();
    }

    /** Comes and goes with the lock held. */
    void serve (std::unique_lock<std::mutex>& lock, Worker& own, PendingCall& pending, const detail_runner::Call& call)
    {
        lock.unlock();

        auto outcome = pending.tool != nullptr
                           ? detail_runner::callTool (pending)
                           : ToolOutcome::failure (detail_runner::sentenceOnUnknownTool (pending.call.name, registry));

        lock.lock();
        own.mayBeLeft = false;

        if (pending.state == PendingCall::State::abandoned)
            return;

        calls.settle (call);
        pending.state = PendingCall::State::settled;
        lock.unlock();
        answer (pending, std::move (outcome));
        lock.lock();
        --active;
    }

    void answer (const PendingCall& pending, ToolOutcome outcome) const
    {
        onAnswer (detail_runner::answerTo (pending, std::move (outcome)));
    }

    void watchDeadlines()
    {
        std::unique_lock lock (mutex);

        while (! isStopping)
        {
            const auto next = calls.nextDeadline();
            nextWatch = next.value_or (Instant::max());

            if (! next)
            {
                watch.wait (lock);
            }
            else if (std::chrono::steady_clock::now() < *next)
            {
                watch.wait_until (lock, *next);
            }
            else
            {
                const auto call = calls.mostUrgent();
                const auto wasStarted = call->state == PendingCall::State::running;
                settle (call);
                isAnsweringOverdue = true;
                lock.unlock();
                answerOverdue (*call, wasStarted);
                lock.lock();
                isAnsweringOverdue = false;
            }
        }
    }

    void answerOverdue (PendingCall& pending, bool wasStarted) const
    {
        const auto limit = std::chrono::duration_cast<Milliseconds> (pending.deadline - pending.queued).count();
        answer (pending,
                ToolOutcome::failure ("The tool " + pending.call.name + " timed out after " + std::to_string (limit) +
                                          " ms" + (wasStarted ? "" : ", waiting for other tools to finish") +
                                          ". Its effect is unknown; try again later.",
                                      true));
        pending.stop.request_stop();
    }

    const ToolRegistry registry;
    const AnswerCallback onAnswer;
    const int workers;

    std::mutex mutex; // everything below
    std::condition_variable work, watch, ended;
    PendingCalls calls;
    std::list<Worker> threads;
    std::thread watcher;
    Instant nextWatch = Instant::max();
    int idle = 0;   // threads that could take a call
    int active = 0; // threads with a call that is not abandoned; never more than workers
    bool isStopping = false, isAnsweringOverdue = false;
};

ToolRunner::ToolRunner (ToolRegistry registry, AnswerCallback onAnswer, int workers)
    : pool (std::make_shared<Pool> (std::move (registry), std::move (onAnswer), workers))
{
}

ToolRunner::~ToolRunner() { pool->close(); }

bool ToolRunner::run (FunctionCall call, std::uint64_t turn) { return pool->run (std::move (call), turn); }

bool ToolRunner::cancel (std::string_view id) { return pool->cancel (id); }

void ToolRunner::cancelAll() { pool->cancelAll (false); }

bool ToolRunner::isIdle() const { return pool->isIdle(); }

} // namespace parlando
