// How long a TalkRun goes on, and what it waits for meanwhile.

#include "TalkRun.h"

#include <algorithm>
#include <chrono>

namespace parlando
{

Milliseconds TalkRun::inMilliseconds (double seconds)
{
    return Milliseconds (static_cast<Milliseconds::rep> (std::min (seconds, 1.0e9) * 1000.0));
}

bool TalkRun::isOpenEnded() const
{
    return (card && ! feed) || (standardInput.isOpen() && options.input.empty() && options.texts.empty());
}

bool TalkRun::heardAll()
{
    if (feed && ! feed->isExhausted())
        return false;

    // The last of the file may still wait for the session thread.
    const auto& audio = agent->audio();

    if (feed && audio.isCaptureEnabled() && audio.captureWaiting() * 50 > static_cast<std::size_t> (sampleRate))
        return false;

    if (! inputEndedAt)
        inputEndedAt = now();

    return true;
}

bool TalkRun::isAnswerOwed() const { return agent->owesAnswer() || agent->isThinking() || ending.isUnfinished(); }

/** Silence means nothing: the agent speaks, or has something to say yet, or there is no connection to say it on. */
bool TalkRun::isWaitedFor() const
{
    // The session's own watches come first; this one is for what none of them saw.
    constexpr Milliseconds longestWait{180'000};
    const auto isInTime = now() < ending.patienceEnds (agent->lastActivity()) + longestWait;
    return agent->isSpeaking() || ending.isReconnecting() || (isAnswerOwed() && isInTime);
}

/** Nothing is left to be said on this side, and the agent has been silent for as long as it was to be waited for. */
bool TalkRun::isThrough()
{
    if (isOpenEnded() || ! typedTurns.isEmpty() || ! videoFrames.isEmpty() || ! heardAll() || isWaitedFor())
        return false;

    return now() >=
           std::max (ending.patienceEnds (agent->lastActivity()), *inputEndedAt + inMilliseconds (options.linger));
}

/** --duration is over. */
bool TalkRun::hasRunOut() const
{
    return options.duration && ending.isReady() && now() >= *ending.ready() + inMilliseconds (*options.duration);
}

/** When the input file ends at the earliest, in real time. */
Instant TalkRun::inputEndsAt() const
{
    return *ending.ready() + (feed ? inMilliseconds (feed->seconds()) : Milliseconds (0));
}

int TalkRun::millisecondsToWait()
{
    if (! ending.isReady())
        return -1;

    const auto current = now();
    const bool fast = options.pace == TalkOptions::Pace::fast;
    auto due = current + Milliseconds (60'000);
    const auto lookAgain = [&] (Instant when) { due = std::min (due, std::max (when, current + Milliseconds (1))); };

    if (card)
        lookAgain (current + SoundCard::lookEvery);

    if (options.duration)
        lookAgain (*ending.ready() + inMilliseconds (*options.duration));

    if (! videoFrames.isEmpty())
        lookAgain (videoFrames.due (*ending.ready()));

    if (! typedTurns.isEmpty())
        lookAgain (current + Milliseconds (20));

    if (! isOpenEnded() && typedTurns.isEmpty())
    {
        const auto isBusy = ! heardAll() || isWaitedFor();

        if (isBusy && fast)
            lookAgain (current + Milliseconds (10));
        else if (isBusy)
            lookAgain (std::max (inputEndsAt(), current + Milliseconds (250)));
        else
            lookAgain (std::max (ending.patienceEnds (agent->lastActivity()),
                                 *inputEndedAt + inMilliseconds (options.linger)));
    }

    return static_cast<int> (std::chrono::ceil<Milliseconds> (due - current).count());
}

} // namespace parlando
