#include "Reconnection.h"

#include "CloseAdvice.h"

#include <algorithm>

namespace parlando
{

namespace
{

/** The service ends a connection after ten minutes (protocol section 4.5). */
constexpr auto handOverAge = Milliseconds (540'000);
constexpr auto lastMoment = Milliseconds (570'000);

/** Before the last moment: when even a recording is disturbed rather than a turn cut. */
constexpr auto lastChance = Milliseconds (15'000);

/** A service that asks for another connection as soon as it has one must not get a storm of them. */
constexpr auto handOverAtTheEarliest = Milliseconds (10'000);

constexpr auto stableAfter = Milliseconds (30'000);
constexpr auto resumeBudget = Milliseconds (30'000);
constexpr auto patience = Milliseconds (300'000);

constexpr auto firstDelay = Milliseconds (500), longestDelay = Milliseconds (4'000);
constexpr auto delayAfterBudget = Milliseconds (15'000), longestAfterBudget = Milliseconds (30'000);
constexpr auto quotaDelay = 65.0; // seconds (C71)

} // namespace

void Reconnection::take (const SessionResumptionUpdate& update)
{
    // C62: one that cannot be resumed from leaves the earlier one in force.
    if (update.resumable && ! update.newHandle.empty())
        resumptionHandle = update.newHandle;
}

void Reconnection::take (Instant now, const GoAway& goAway)
{
    // C64: 3 s before the end, or at half of a shorter time. An absent time means at once (C65).
    const auto left = std::clamp (goAway.timeLeftSeconds.value_or (0.0), 0.0, 3600.0);
    const auto usable = left > 6.0 ? left - 3.0 : left / 2.0;
    const auto deadline = now + std::chrono::duration_cast<Instant::duration> (std::chrono::duration<double> (usable));
    handOverBy = handOverBy ? std::min (*handOverBy, deadline) : deadline;
}

void Reconnection::ready (Instant now)
{
    noteStability (now);
    readySince = now;
    handOverBy.reset();
    gapBegan.reset();
    refusals = 0;
}

bool Reconnection::isHandOverDue (Instant now, Moment moment) const
{
    const auto age = readySince ? now - *readySince : Instant::duration::zero();

    if (age < handOverAtTheEarliest)
        return false;

    // Unasked only where nothing is lost by it.
    const auto isDue = [moment] (Instant::duration left, bool isWished)
    {
        return left <= Instant::duration::zero() ||
               (isWished && (moment == Moment::quiet || (moment == Moment::recording && left <= lastChance)));
    };
    const auto isOld = ! resumptionHandle.empty() && isDue (lastMoment - age, age >= handOverAge);
    return isOld || (handOverBy && isDue (*handOverBy - now, true));
}

std::optional<Instant> Reconnection::lost (Instant now, const ConnectionEnd& closed, bool wasReady)
{
    noteStability (now);
    readySince.reset();

    if (! outageBegan)
        outageBegan = now;

    if (! gapBegan)
        gapBegan = now;

    const auto meaning = meaningOfClose (closed.code, closed.reason);
    const auto wasFresh = resumptionHandle.empty();
    refusals += wasReady ? 0 : 1;

    if (closed.isFinal || meaning == CloseMeaning::fatal || now - *outageBegan >= patience ||
        (meaning == CloseMeaning::startFresh && wasFresh && ! wasReady))
        return {};

    // A connection that never came about says nothing about the handle: only a close by the service does.
    const auto isRefusal = closed.code != 1006 && refusals >= 2;

    if (meaning == CloseMeaning::startFresh || isRefusal || now - *gapBegan >= resumeBudget)
        resumptionHandle.clear();

    const auto delay = nextDelay (now);

    if (meaning != CloseMeaning::quota)
        return now + delay;

    // Not a moment earlier than told, and not all clients at once.
    const auto told = std::chrono::duration_cast<Milliseconds> (
        std::chrono::duration<double> (std::max (quotaDelay, retrySeconds (closed.reason).value_or (0.0))));
    return told < patience ? std::optional (now + told + delay) : std::nullopt;
}

/** A connection that has stood long enough, until now, ends the outage before it. */
void Reconnection::noteStability (Instant now)
{
    if (readySince && now - *readySince >= stableAfter)
    {
        outageBegan.reset();
        tries = 0;
    }
}

Milliseconds Reconnection::nextDelay (Instant now)
{
    // Also connections that come about and break at once must not be tried without end.
    const auto isLong = now - *outageBegan >= resumeBudget;
    auto delay = isLong ? delayAfterBudget : firstDelay;
    const auto longest = isLong ? longestAfterBudget : longestDelay;

    for (int i = 0; i < tries && delay < longest; ++i)
        delay *= 2;

    ++tries;
    return std::min (delay, longest) * std::uniform_int_distribution<int> (800, 1200) (random) / 1000;
}

} // namespace parlando
