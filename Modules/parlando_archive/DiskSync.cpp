#include "DiskSync.h"

#include <chrono>
#include <system_error>
#include <utility>

namespace parlando
{
namespace
{

constexpr auto lookEvery = std::chrono::milliseconds (1000);

/** A disk that does not come must not use up all descriptors: what is left out comes with the next time. */
constexpr std::size_t mostWaiting = 64;

} // namespace

void DiskSync::add (const DiskFile& file) { add (file.copyOfDescriptor()); }

void DiskSync::add (const DiskFolder& folder) { add (folder.copyOfDescriptor()); }

void DiskSync::add (Descriptor copy)
{
    if (! copy.isOpen())
        return;

    {
        const std::lock_guard lock (mutex);

        if (waiting.size() < mostWaiting)
            waiting.push_back (DiskFile (std::move (copy), 0));
    }

    if (hasThread())
        thread->poke();
    else
        work();
}

bool DiskSync::hasThread()
try
{
    if (! thread)
        thread.emplace (lookEvery, [this] { work(); });

    return true;
}
catch (const std::system_error&)
{
    return false;
}

void DiskSync::finish()
{
    if (thread)
        thread->finish();
}

void DiskSync::work()
{
    std::unique_lock lock (mutex);
    auto files = std::exchange (waiting, {});
    lock.unlock();

    for (auto& file : files)
        if (const auto found = file.sync(); found != 0)
            error = found;
}

} // namespace parlando
