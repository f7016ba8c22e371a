#include "MoveDesk.h"

#include <algorithm>

namespace parlando
{

namespace detail_desk
{
constexpr Milliseconds longestWork{100};
constexpr auto wereChanged = "The controls were set up anew: nothing was moved.";
} // namespace detail_desk

MoveDesk::MoveDesk (ControlPort& controlPort, Wake onNews)
    : port (controlPort), wake (std::move (onNews)),
      moves (port, [this] (std::uint64_t id, ToolOutcome outcome) { answered (id, std::move (outcome)); })
{
}

ToolOutcome MoveDesk::move (MoveRequest request, const Controls& basis, ToolContext& context)
{
    Job job;
    job.request = std::move (request);
    return run (std::move (job), basis, context);
}

ToolOutcome MoveDesk::undo (ToolContext& context)
{
    Job job;
    job.isUndo = true;
    return run (std::move (job), controls(), context);
}

ToolOutcome MoveDesk::run (Job wanted, const Controls& basis, ToolContext& context)
{
    auto job = std::make_shared<Job> (std::move (wanted));
    job->turn = context.turn;
    std::unique_lock lock (mutex);

    if (auto refusal = refuse (*job, basis))
        return std::move (*refusal);

    job->id = ++lastId;
    jobs.push_back (job);
    lock.unlock();
    wakeOnce();
    lock.lock();

    const auto isOver = [&] { return job->outcome.has_value(); };
    changed.wait_for (lock, context.stop, patience, [&] { return job->isTaken || isOver(); });

    if (job->isTaken)
        changed.wait (lock, context.stop, isOver);

    std::erase (jobs, job);

    if (isOver())
        return std::move (*job->outcome);

    if (! job->isTaken)
    {
        isWoken = false; // the call may have been lost with the loop
        return ToolOutcome::failure ("The host's window system does not answer: nothing was moved.", true);
    }

    // Told to stop: whoever takes this back says nothing.
    job->isCancelled = true;
    jobs.push_back (job);
    lock.unlock();
    wakeOnce();
    return ToolOutcome::failure ("The call was cancelled, and what it had moved is put back.");
}

/** With the lock held: what need not trouble the message thread. */
std::optional<ToolOutcome> MoveDesk::refuse (const Job& job, const Controls& basis)
{
    if (! suspension.empty())
        return ToolOutcome::failure (suspension, true);

    if (basis != current)
        return ToolOutcome::failure (detail_desk::wereChanged, true);

    if (job.isUndo)
        return {};

    auto refusal = limits.refuse (Instant::clock::now(), job.turn, job.request);
    return refusal ? std::optional (ToolOutcome::failure (*refusal)) : std::nullopt;
}

/** A message thread that has been woken and has not come yet finds all that waits. */
void MoveDesk::wakeOnce()
{
    if (! isWoken.exchange (true))
        wake();
}

/** The workers are told at the end of what the message thread does, all at once. */
void MoveDesk::answered (std::uint64_t id, ToolOutcome outcome)
{
    const std::lock_guard lock (mutex);

    for (auto& job : jobs)
        if (job->id == id)
            job->outcome = std::move (outcome);
}

std::vector<std::shared_ptr<MoveDesk::Job>> MoveDesk::takeNew (std::vector<std::uint64_t>& cancelled)
{
    std::vector<std::shared_ptr<Job>> taken;

    for (auto& job : jobs)
    {
        if (job->isCancelled)
            cancelled.push_back (job->id);
        else if (! job->isTaken)
            taken.push_back (job);

        job->isTaken = true;
    }

    std::erase_if (jobs, [] (const auto& job) { return job->isCancelled; });
    return taken;
}

bool MoveDesk::work (Instant now, const HostTransport& transport)
{
    std::vector<std::uint64_t> cancelled;
    isWoken = false;
    std::unique_lock lock (mutex);
    const auto outer = std::exchange (working, std::this_thread::get_id()); // a host may come back to us from within
    const auto reason = std::exchange (abandonment, {});
    const auto fresh = std::exchange (hasNewControls, false) ? current : nullptr;
    auto taken = takeNew (cancelled);
    lock.unlock();

    for (const auto id : cancelled)
        moves.cancel (id);

    if (! reason.empty() || fresh != nullptr)
        moves.abandon (reason.empty() ? "The controls were set up anew: the move was broken off." : reason);

    if (fresh != nullptr)
        moves.setControls (*fresh);

    for (const auto& job : taken)
    {
        if (job->isUndo)
            moves.undo (job->id);
        else
            moves.begin (now, job->id, job->turn, job->request, transport);
    }

    const auto wantsMore = moves.tick (now, transport);
    lock.lock();
    working = outer;
    lock.unlock();
    changed.notify_all();
    return wantsMore;
}

void MoveDesk::undoLast()
{
    moves.undo (0);
    changed.notify_all();
}

void MoveDesk::suspend (const std::string& reason)
{
    std::unique_lock lock (mutex);
    suspension = abandonment = reason;
    refuseWaiting (reason);
    lock.unlock();
    changed.notify_all();
    wakeOnce();

    // What it writes now is older than what the caller is about to write.
    const auto isAlone = [this] { return working == std::thread::id() || working == std::this_thread::get_id(); };
    lock.lock();
    changed.wait_for (lock, detail_desk::longestWork, isAlone);
}

void MoveDesk::resume()
{
    const std::lock_guard lock (mutex);
    suspension.clear();
}

/** With the lock held. */
void MoveDesk::refuseWaiting (const std::string& reason)
{
    for (auto& job : jobs)
        if (! job->isTaken)
        {
            job->outcome = ToolOutcome::failure (reason, true);
            job->isTaken = true;
        }
}

void MoveDesk::setControls (std::vector<Control> controls)
{
    {
        const std::lock_guard lock (mutex);

        if (controls == *current)
            return;

        current = std::make_shared<const std::vector<Control>> (std::move (controls));
        hasNewControls = true;
        refuseWaiting (detail_desk::wereChanged);
    }

    changed.notify_all();
    wakeOnce();
}

MoveDesk::Controls MoveDesk::controls() const
{
    const std::lock_guard lock (mutex);
    return current;
}

void MoveDesk::close()
{
    const std::string reason = "Parlando is being removed from the track: the move was broken off.";
    suspend (reason);
    moves.abandon (reason);
    changed.notify_all();
}

} // namespace parlando
