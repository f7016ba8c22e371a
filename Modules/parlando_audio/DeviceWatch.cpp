#include "DeviceWatch.h"

#include <algorithm>

namespace parlando
{

// A device that was opened again counts as lost until its first block: opening succeeds also where nothing runs.
void DeviceWatch::opened (Instant now, Milliseconds blockLength) noexcept
{
    limit = std::max (patience, 2 * blockLength);
    lastBlock = now;
    hasOpened = true;
    hasBlocks = false;
    nextAttempt = now + patienceAtStart;
}

DeviceWatch::Step DeviceWatch::look (Instant now, unsigned blocks) noexcept
{
    if (blocks != seen)
    {
        seen = blocks;
        lastBlock = now;
        hasBlocks = true;
        if (! lost)
            return Step::nothing;
        lost = false;
        return Step::back;
    }

    if (! hasOpened)
        return Step::nothing;

    if (! lost)
    {
        if (now - lastBlock < (hasBlocks ? limit : std::max (limit, patienceAtStart)))
            return Step::nothing;
        lost = true;
        lostAt = now;
        nextAttempt = now;
        return Step::lost;
    }

    if (now < nextAttempt)
        return Step::nothing;
    nextAttempt = now + (now - lostAt < std::chrono::minutes (1) ? interval : laterInterval);
    return Step::tryToOpen;
}

} // namespace parlando
