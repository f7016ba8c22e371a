#include "ArchiveQueue.h"

#include <utility>

namespace parlando
{
namespace
{

using namespace archive_job;

/** What any job takes besides what it holds. */
constexpr std::size_t jobOverhead = 128;

std::size_t sizeOf (const ArchiveJob& job)
{
    return std::visit (
        [] (const auto& each) -> std::size_t
        {
            if constexpr (requires { each.samples; })
                return each.samples.size() * 2;
            else if constexpr (requires { each.content; })
                return each.content.size();
            else
                return 0;
        },
        job);
}

bool continues (const Voice& before, const Voice& next)
{
    return before.turn == next.turn && before.sampleRate == next.sampleRate;
}

bool continues (const Person& before, const Person& next)
{
    return before.sampleRate == next.sampleRate && next.endNs - before.endNs < 40'000'000; // two frames
}

/** Many small pieces become one write. */
template <typename Sound>
bool isAppended (ArchiveJob& last, ArchiveJob& job)
{
    auto* before = std::get_if<Sound> (&last);
    auto* next = std::get_if<Sound> (&job);

    if (before == nullptr || next == nullptr || ! continues (*before, *next))
        return false;

    before->samples.insert (before->samples.end(), next->samples.begin(), next->samples.end());

    if constexpr (requires { before->endNs; })
        before->endNs = next->endNs;

    return true;
}

} // namespace

void ArchiveQueue::put (ArchiveJob&& job)
{
    const auto size = sizeOf (job) + jobOverhead;
    const std::lock_guard lock (mutex);

    if (bytes + size > mostWaiting)
    {
        ++waiting.lost;
        return;
    }

    bytes += size;
    auto& jobs = waiting.jobs;

    if (jobs.empty() || ! (isAppended<Voice> (jobs.back(), job) || isAppended<Person> (jobs.back(), job)))
        jobs.push_back (std::move (job));
}

void ArchiveQueue::countLost() noexcept
{
    const std::lock_guard lock (mutex);
    ++waiting.lost;
}

ArchiveQueue::Waiting ArchiveQueue::take()
{
    const std::lock_guard lock (mutex);
    bytes = 0;
    return std::exchange (waiting, {});
}

} // namespace parlando
