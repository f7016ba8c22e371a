// How a Session outlives its connections.

#include "Session.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <utility>

namespace parlando
{

namespace
{

/** Between two words of the person's. */
constexpr auto pauseInSpeech = Milliseconds (150);

/** What a new session is told of the old one: its last words. */
constexpr std::size_t maximumHistoryBytes = 32 * 1024;

} // namespace

std::vector<HistoryTurn> historyOf (const Transcript& transcript)
{
    std::vector<HistoryTurn> turns;
    std::size_t bytes = 0;

    for (auto entry = transcript.entries.rbegin(); entry != transcript.entries.rend(); ++entry)
    {
        const auto text = heardText (*entry);
        const auto told = lastPieces (text, maximumHistoryBytes - bytes);
        bytes += told.size();

        if (! told.empty())
            turns.push_back ({entry->speaker == Speaker::person, std::string (told)});

        // Of one that is too long, what was said last; of those before it nothing.
        if (told.size() < text.size())
            break;
    }

    std::reverse (turns.begin(), turns.end());

    return turns;
}

void Session::lose (Instant now, const ConnectionEnd& closed, const CloseVerdict& verdict, bool wasReady)
{
    auto error = closed.error.empty() ? explainClose (closed.code, closed.reason, verdict.advice) : closed.error;

    std::optional<Instant> next;

    if (wasReady ? staged.isUpdateRefusedBy (now, closed) : verdict.hasOtherForm)
        next = now;
    else if (staged.isRefusedBy (closed, verdict.meaning, wasReady))
        return revert (now, closed, std::move (error));
    else
        next = reconnection.lost (now, closed, verdict, wasReady);

    if (! next)
        return end (now, EndReason::failed, closed,
                    reconnection.isRefusedAgainAndAgain()
                        ? explainRepeatedClose (closed.code, closed.reason, verdict.advice)
                        : std::move (error));

    if (current == SessionState::ready)
        leaveReady (now, Rest::mayCome);

    // C96, C97: where nothing went wrong nobody is told of an error.
    if (verdict.meaning == CloseMeaning::limit && closed.error.empty())
        error.clear();

    const auto isPlanned = error.empty();
    outbox.tell (SessionReconnecting{now, isPlanned, closed.code, closed.reason, std::move (error),
                                     reconnection.attempts(), *next});
    connection.retryAt (*next);
    connection.reconnect (now);
}

void Session::approachHandOver (Instant now)
{
    connection.prepare (now);

    if (connection.mayReplace (now) || reconnection.isHandOverOverdue (now))
        handOver (now);
}

void Session::handOver (Instant now)
{
    tryStaged (now);
    replaceConnection (now, {}, SessionConnection::usualFarewell);
}

void Session::replaceConnection (Instant now, std::string error, Milliseconds farewell)
{
    reconnection.handedOver (now);
    leaveReady (now, error.empty() ? Rest::mayCome : Rest::isGone);
    const auto isPlanned = error.empty();
    outbox.tell (SessionReconnecting{now, isPlanned, 1000, {}, std::move (error), 1, now});
    connection.replace (farewell);
}

void Session::sendHistory()
{
    if (auto said = historyOf (writer.transcript()); ! said.empty())
        outbox.send (command::History{std::move (said)});
}

Reconnection::Moment Session::moment (Instant now) const
{
    using Moment = Reconnection::Moment;

    // What has come whole is heard without a connection.
    const auto isSpeaking = turns.isHalfSaid();

    if (calls.isAnyOpen() || interaction.isBusy())
        return Moment::busy;

    const auto personSpeaks = microphone.speech().isSpeaking() || microphone.isMarking (now);

    if (isSpeaking || personSpeaks || speechWatch.isWaiting() || replyWatch.isWaiting())
    {
        const auto personPauses =
            ! microphone.speech().lastLoud() || now - *microphone.speech().lastLoud() >= pauseInSpeech;
        return personPauses && (! isSpeaking || turns.sound().endsInPause()) ? Moment::pause : Moment::busy;
    }

    return isHandOverUnwelcome ? Moment::recording : Moment::quiet;
}

void Session::tickConnection (Instant now)
{
    if (current == SessionState::ready && tickUpdate (now))
        return;

    if (current == SessionState::ready && options.reconnects)
    {
        if (isStagedDue (now) || reconnection.isHandOverDue (now, moment (now)))
            return approachHandOver (now);

        if (reconnection.isHandOverNear (now))
            connection.prepare (now);

        if (cutOff.isRestOverdue (now))
            askForWhatIsMissing (now, false);
    }

    if (current == SessionState::reconnecting)
        connection.reconnect (now);
}

} // namespace parlando
