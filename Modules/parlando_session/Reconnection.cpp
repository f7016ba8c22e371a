#include "Reconnection.h"

#include <algorithm>
#include <sstream>
#include <utility>

namespace parlando
{

namespace
{

/** Before the last moment: when even a recording is disturbed rather than a turn cut. */
constexpr auto lastChance = Milliseconds (15'000);

/** A service that asks for another connection as soon as it has one must not get a storm of them. Where it would cut
    this one off before, the first comes after 1 s at the earliest, each further one after twice that, up to 5 s. */
constexpr auto handOverAtTheEarliest = Milliseconds (10'000);
constexpr auto youngHandOver = Milliseconds (1'000), youngHandOverAtMost = Milliseconds (5'000);

/** When what comes next is made ready. */
constexpr auto nearHandOver = Milliseconds (5'000);

/** How long before the last moment a pause between two words is looked for; at most half of the time that there is. */
constexpr auto longestLookForPause = Milliseconds (1'500);

/** C100. */
constexpr auto rightAfterReady = Milliseconds (5'000);

constexpr auto stableAfter = Milliseconds (30'000);
constexpr auto resumeBudget = Milliseconds (30'000);
constexpr auto patience = Milliseconds (300'000);

constexpr auto firstDelay = Milliseconds (500), longestDelay = Milliseconds (5'000);
constexpr auto delayAfterBudget = Milliseconds (15'000), longestAfterBudget = Milliseconds (30'000);
constexpr auto quotaDelay = 65.0; // seconds (C71)
constexpr auto delayBeforeLastTry = Milliseconds (8'000);

/** Going away, internal error or overload, restart, try again later: what many clients are told in one moment. */
bool strikesMany (int closeCode) { return closeCode == 1001 || (closeCode >= 1011 && closeCode <= 1013); }

/** Words with digits differ from close to close: trace ids, times. */
std::string withoutNumbers (const std::string& reason)
{
    std::istringstream words (reason);
    std::string kept;

    for (std::string word; words >> word;)
        if (std::none_of (word.begin(), word.end(), [] (char c) { return c >= '0' && c <= '9'; }))
            kept += word + ' ';

    return kept;
}

} // namespace

void Reconnection::take (Instant now, const service::GoingAway& goAway)
{
    // C64: 3 s before the end, or at half of a shorter time. An absent time means at once (C65).
    const auto left = std::clamp (goAway.secondsLeft.value_or (0.0), 0.0, 3600.0);
    const auto usable = left > 6.0 ? left - 3.0 : left / 2.0;
    const auto time = std::chrono::duration_cast<Instant::duration> (std::chrono::duration<double> (usable));
    handOverBy = handOverBy ? std::min (*handOverBy, now + time) : now + time;
    handOverPauses = std::min<Instant::duration> (longestLookForPause, time / 2);
    isTimeTold = left >= 1.0;
}

void Reconnection::ready (Instant now)
{
    noteStability (now);
    readySince = now;
    inputSince.reset();
    handOverBy.reset();
    gapBegan.reset();
    refusals = 0;
}

bool Reconnection::isHandOverDue (Instant now, Moment moment) const
{
    const auto age = readySince ? now - *readySince : Instant::duration::zero();
    const auto earliest = handOverBy && isTimeTold
                              ? std::min (youngHandOver * (1 << std::min (youngHandOvers, 4)), youngHandOverAtMost)
                              : handOverAtTheEarliest;

    if (age < earliest)
        return false;

    // Unasked only where nothing is lost by it.
    const auto isDue = [moment] (Instant::duration left, bool isWished, Instant::duration pauses)
    {
        return left <= Instant::duration::zero() || (moment == Moment::pause && left <= pauses) ||
               (isWished && (moment == Moment::quiet || (moment == Moment::recording && left <= lastChance)));
    };
    const auto isOld = (! isResumedOnly || ! resumptionHandle.empty()) &&
                       isDue (lastMoment - age, age >= handOverAge, longestLookForPause);
    return isOld || (handOverBy && isDue (*handOverBy - now, true, handOverPauses));
}

bool Reconnection::isHandOverNear (Instant now) const { return handOverBy && *handOverBy - now <= nearHandOver; }

bool Reconnection::isHandOverOverdue (Instant now) const { return handOverBy && now >= *handOverBy; }

void Reconnection::handedOver (Instant now)
{
    const auto isYoung = readySince && now - *readySince < handOverAtTheEarliest;
    youngHandOvers = isYoung ? youngHandOvers + 1 : 0;
}

std::optional<Instant> Reconnection::lost (Instant now, const ConnectionEnd& closed, const CloseVerdict& verdict,
                                           bool wasReady)
{
    noteStability (now);

    if (wasReady)
        noteRefusal (now, closed, verdict.meaning);

    readySince.reset();

    if (! outageBegan)
        outageBegan = now;

    if (! gapBegan)
        gapBegan = now;

    const auto meaning = verdict.meaning;
    const auto wasFresh = resumptionHandle.empty();
    refusals += wasReady ? 0 : 1;

    if (closed.isFinal || meaning == CloseMeaning::fatal || now - *outageBegan >= patience || isRefusedAgainAndAgain())
        return {};

    // A new session once: where one was begun already for the same reason, it does not help.
    if (meaning == CloseMeaning::startFresh && (wasReady ? std::exchange (wasRenewed, true) : wasFresh))
        return {};

    // A connection that never came about says nothing about the handle: only a close by the service does.
    const auto isRefusal = closed.code != 1006 && refusals >= 2;
    const auto failsTwice = closed.code == 1011 && timesRefused >= 2;

    if (meaning == CloseMeaning::startFresh || isRefusal || failsTwice || now - *gapBegan >= resumeBudget)
        resumptionHandle.clear();

    const auto delay = nextDelay (now, closed.code);

    if (meaning != CloseMeaning::quota)
        return now + delay;

    // Not a moment earlier than told, and not all clients at once.
    const auto told = std::chrono::duration_cast<Milliseconds> (
        std::chrono::duration<double> (std::max (quotaDelay, verdict.retrySeconds.value_or (0.0))));
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

/** A connection that was ready has ended. What refuses the first thing that is said may stand for long before. */
void Reconnection::noteRefusal (Instant now, const ConnectionEnd& closed, CloseMeaning meaning)
{
    const auto isSoonAfter = [now] (const auto& when) { return when && now - *when <= rightAfterReady; };
    const auto isEarly = isSoonAfter (readySince) || isSoonAfter (inputSince);
    wasRenewed = wasRenewed && (isEarly || ! readySince || now - *readySince < stableAfter);

    // Without a close frame nobody refused anything, and a used-up quota has a wait of its own.
    if (! isEarly || closed.code == 1006 || meaning == CloseMeaning::quota)
    {
        timesRefused = 0;
        return;
    }

    auto reason = withoutNumbers (closed.reason);
    timesRefused = timesRefused > 0 && refusalCode == closed.code && refusalReason == reason ? timesRefused + 1 : 1;
    refusalCode = closed.code;
    refusalReason = std::move (reason);
}

Milliseconds Reconnection::nextDelay (Instant now, int closeCode)
{
    const auto between = [this] (int from, int to) { return std::uniform_int_distribution<int> (from, to) (random); };

    if (tries++ == 0)
        return Milliseconds (strikesMany (closeCode) ? between (5, 100) : 0);

    // Also connections that come about and break at once must not be tried without end.
    const auto isLong = now - *outageBegan >= resumeBudget;
    auto delay = isLong ? delayAfterBudget : firstDelay;
    const auto longest = isLong ? longestAfterBudget : longestDelay;

    for (int i = 2; i < tries && delay < longest; ++i)
        delay *= 2;

    delay = std::min (delay, longest);

    // Before the last try a service that has failed is given time to recover.
    if (timesRefused == mostRefusals - 1 && strikesMany (closeCode))
        delay = std::max (delay, delayBeforeLastTry);

    return delay * between (800, 1200) / 1000;
}

} // namespace parlando
