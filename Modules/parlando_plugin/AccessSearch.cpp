#include "AccessSearch.h"

#include <exception>
#include <system_error>

namespace parlando
{

namespace
{

ServiceAccess without (std::string problem)
{
    ServiceAccess access;
    access.problem = std::move (problem);
    return access;
}

ServiceAccess lookNow (const Provider& provider, const std::atomic<bool>& isAbandoned)
{
    try
    {
        return ServiceAccess::look (provider, &isAbandoned);
    }
    catch (const std::exception& fault)
    {
        return without (fault.what());
    }
}

} // namespace

AccessSearch::~AccessSearch()
{
    isAbandoned = true;

    if (thread.joinable())
        thread.join();
}

void AccessSearch::start()
{
    {
        const std::lock_guard lock (mutex);
        result.reset();
        mustLookAgain = isLooking;

        if (std::exchange (isLooking, true))
            return;
    }

    if (thread.joinable())
        thread.join(); // it has ended

    try
    {
        thread = std::thread ([this] { look(); });
    }
    catch (const std::system_error&)
    {
        const std::lock_guard lock (mutex);
        isLooking = false;
        result = without ("The system has no thread left: close what else runs, then connect again.");
    }
}

void AccessSearch::look()
{
    for (auto isDone = false; ! isDone;)
    {
        auto access = lookNow (*provider, isAbandoned);
        const std::lock_guard lock (mutex);
        isDone = isAbandoned || ! std::exchange (mustLookAgain, false);

        if (isDone)
        {
            isLooking = false;
            result = std::move (access);
        }
    }

    if (! isAbandoned)
        whenDone();
}

std::optional<ServiceAccess> AccessSearch::take()
{
    const std::lock_guard lock (mutex);
    return std::exchange (result, std::nullopt);
}

} // namespace parlando
