#include "StagedDefinition.h"

#include <utility>

namespace parlando
{

namespace
{

/** Who still types or drags is not done. */
constexpr auto settling = Milliseconds (1'500);

/** A service that does not know an update closes the connection within this time. */
constexpr auto refusalOfUpdate = Milliseconds (3'000);

/** A service may take a setup and close the connection at the first audio (protocol section 3.10). */
constexpr auto longestTrial = Milliseconds (5'000);

} // namespace

void StagedDefinition::stage (Instant now, AgentDefinition definition)
{
    waiting = std::move (definition);
    known.reset();
    asked = now;
}

bool StagedDefinition::isSettled (Instant now) const noexcept { return waiting && ! before && now - asked >= settling; }

AgentDefinition StagedDefinition::beginTrial (Before last)
{
    before = std::move (last);
    return takeUntried();
}

AgentDefinition StagedDefinition::takeUntried()
{
    known.reset();
    return *std::exchange (waiting, {});
}

void StagedDefinition::connected (Instant now) noexcept
{
    // What was told on the last connection this one was set up with.
    updated.reset();
    known.reset(); // another connection may take what the last one did not

    if (before)
        connectedAt = now;
}

bool StagedDefinition::hasPassed (Instant now) const noexcept
{
    return (updated && now - *updated >= refusalOfUpdate) || (connectedAt && now - *connectedAt >= longestTrial);
}

void StagedDefinition::endTrial() noexcept
{
    connectedAt.reset();
    updated.reset();
    before.reset();
}

bool StagedDefinition::isRefusedBy (const ConnectionEnd& closed, CloseMeaning meaning, bool wasReady) const
{
    if (! before || closed.code == 1006)
        return false;

    if (! wasReady)
        return true;

    return connectedAt &&
           (closed.code == 1007 || meaning == CloseMeaning::fatal || meaning == CloseMeaning::startFresh);
}

bool StagedDefinition::isUpdateRefusedBy (Instant now, const ConnectionEnd& closed) noexcept
{
    const auto isRefused = updated && now - *updated < refusalOfUpdate && (closed.code == 1007 || closed.code == 1008);
    refusesUpdates = refusesUpdates || isRefused;
    return isRefused;
}

StagedDefinition::Before StagedDefinition::revert()
{
    connectedAt.reset();
    known.reset();
    return *std::exchange (before, {});
}

} // namespace parlando
