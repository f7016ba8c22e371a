#include "ReplyWatch.h"

#include <algorithm>
#include <utility>

namespace parlando
{

namespace
{

/** What users of the service have arrived at, against its silent stalls. */
constexpr auto nudgeAfter = Milliseconds (4'000);
constexpr auto replaceAfter = Milliseconds (10'000);

/** C120. */
constexpr auto nudgeAfterTool = Milliseconds (10'000);

constexpr auto longestSpeech = Milliseconds (30'000);

constexpr std::size_t maximumRequestBytes = 64 * 1024;

} // namespace

void ReplyWatch::asked (Instant now, std::string_view request, std::uint64_t turn)
{
    auto words = waiting && ! request.empty() ? std::move (waiting->words) : std::string();

    if (! words.empty())
        words += '\n';

    words += request;
    repeatedInVain = false;
    waiting = Request{now, words.size() <= maximumRequestBytes ? std::move (words) : std::string(), turn};
}

void ReplyWatch::toolAnswered (Instant now)
{
    // What was asked since the call may be asked again; what the call was for may not.
    auto words = waiting ? std::move (waiting->words) : std::string();
    waiting = Request{now, std::move (words)};
    waiting->isOfTool = true;

    // A service that calls, takes the answer and is silent does it on every connection: each would call once more.
    waiting->isRepeated = repeatedInVain;
}

void ReplyWatch::heard (Instant end, std::string_view words, bool mayStaySilent)
{
    if (! waiting)
    {
        waiting = Request{end, {}, 0, mayStaySilent, true};
        repeatedInVain = false;
    }

    waiting->since = std::max (waiting->since, end);

    if (waiting->words.size() + words.size() <= maximumRequestBytes)
        waiting->words += words;
}

void ReplyWatch::answered (Instant now, std::uint64_t turn)
{
    repeatedInVain = false;
    called (now, turn);
}

void ReplyWatch::called (Instant now, std::uint64_t turn)
{
    if (isWaitingFor (turn))
        answering = std::exchange (waiting, std::nullopt);
    else
        progress (now);
}

ReplyWatch::CutAnswer ReplyWatch::cut (Instant now, bool callsRan, bool wasHeard)
{
    auto request = std::exchange (answering, std::nullopt);

    // What is asked by now is asked again anyway.
    if (! request || waiting)
        return CutAnswer::none;

    if (callsRan || (request->isRepeated && ! wasHeard) || request->words.empty())
        return CutAnswer::lost;

    waiting = std::move (request);
    waiting->since = now;
    waiting->isRepeated = waiting->mayStaySilent = false; // it did not
    return CutAnswer::askedAgain;
}

void ReplyWatch::progress (Instant now)
{
    if (waiting)
        waiting->since = now;
}

ReplyWatch::Step ReplyWatch::next (Instant now, std::optional<Instant> lastLoud, bool mayNudge)
{
    if (! waiting)
        return Step::nothing;

    const auto spoken = std::min (lastLoud.value_or (waiting->since), waiting->since + longestSpeech);
    const auto waited = now - std::max (waiting->since, spoken);
    const auto nudgeDue = waiting->isOfTool ? nudgeAfterTool : nudgeAfter * slowness;
    const auto replaceDue = replaceAfter * slowness + (waiting->isOfTool ? nudgeAfterTool : Milliseconds (0));

    if (waited >= replaceDue)
    {
        const auto isHopeless = waiting->isRepeated, isFree = waiting->mayStaySilent;

        if (isHopeless || isFree)
            waiting.reset();
        else
            waiting->since = now;

        return isFree ? Step::nothing : isHopeless ? Step::giveUp : Step::replace;
    }

    if (waited < nudgeDue || waiting->isNudged || ! mayNudge)
        return Step::nothing;

    waiting->isNudged = true;
    return Step::nudge;
}

std::optional<std::string> ReplyWatch::resumed (Instant now)
{
    if (! waiting)
        return {};

    const auto isAskedAgain = ! waiting->isRepeated && ! waiting->mayStaySilent && ! waiting->words.empty();
    waiting->since = now;
    waiting->isNudged = waiting->isOfTool; // by the session, at once
    waiting->isRepeated = repeatedInVain = true;
    return isAskedAgain ? std::optional (waiting->words) : std::nullopt;
}

} // namespace parlando
