// How a Session outlives its connections: protocol sections 3.10 and 4.7.

#include "CloseAdvice.h"
#include "Session.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <utility>

namespace parlando
{

namespace
{

/** Before a hand-over: a moment that can wait waits so long, and what was prepared is good for so long. */
constexpr auto patienceWithPreparing = Milliseconds (2'000);
constexpr auto preparedFor = Milliseconds (15'000);

/** Between two words of the person's. */
constexpr auto pauseInSpeech = Milliseconds (150);

/** What a new session is told of the old one: its last words. */
constexpr std::size_t maximumHistoryBytes = 32 * 1024;

/** What a history ends with whose last word is the agent's: a model that is to answer the last turn answers none of its
    own (C94). */
constexpr auto waitForMe = "(The conversation goes on. Say nothing until I speak, and do not repeat or sum up what was "
                           "said.)";

/** As Content with roles, the oldest first, at most so many bytes of text; the last turn is the person's. */
std::vector<Content> historyOf (const Transcript& transcript)
{
    std::vector<Content> turns;
    std::size_t bytes = 0;

    for (auto entry = transcript.entries.rbegin(); entry != transcript.entries.rend(); ++entry)
    {
        const auto text = heardText (*entry);
        const auto told = lastPieces (text, maximumHistoryBytes - bytes);
        bytes += told.size();

        if (! told.empty())
            turns.push_back (Content::text (entry->speaker == Speaker::person ? "user" : "model", std::string (told)));

        // Of one that is too long, what was said last; of those before it nothing.
        if (told.size() < text.size())
            break;
    }

    std::reverse (turns.begin(), turns.end());

    if (! turns.empty() && turns.back().role == "model")
        turns.push_back (Content::text ("user", waitForMe));

    return turns;
}

std::string inWords (const std::vector<Content>& said)
{
    std::string words = "What was said in this conversation so far:";

    for (const auto& turn : said)
        words += (turn.role == "user" ? "\nPerson: " : "\nYou: ") + turn.parts.front().text;

    return words;
}

void addToInstruction (Setup& setup, std::string words)
{
    if (! setup.systemInstruction)
        setup.systemInstruction.emplace();

    setup.systemInstruction->parts.emplace_back().text = std::move (words);
}

} // namespace

void Session::openConnection()
{
    enter (ConnectionState::opening);
    outbox.add (effect::Connect{});
}

Setup Session::setupToSend() const
{
    auto setup = fitToService (options.setup, options.apiVersion).setup;

    // C61. A handle that the person gave was taken over at the start.
    if (options.reconnects && ! setup.sessionResumption)
        setup.sessionResumption.emplace();

    if (setup.sessionResumption)
        setup.sessionResumption->handle = reconnection.handle();

    // C94: told to a new session only, and then alone.
    const auto seedsWithConfig = capabilitiesOf (setup.model).history == ModelCapabilities::History::config;

    if (! reconnection.handle().empty() || ! seedsWithConfig)
        return setup;

    const auto said = historyOf (writer.transcript());

    if (tellsHistoryInWords && ! said.empty())
        addToInstruction (setup, inWords (said));
    else if (! said.empty())
        setup.historyConfig.emplace().initialHistoryInClientContent = true;

    return setup;
}

/** Some 3.1 services know no historyConfig (protocol section 6.4): they are told with the instruction what was said. */
bool Session::refusesHistoryConfig (const ConnectionEnd& closed)
{
    const auto isNamed = closed.code == 1007 && (closed.reason.find ("historyConfig") != std::string::npos ||
                                                 closed.reason.find ("history_config") != std::string::npos);
    return isNamed && ! std::exchange (tellsHistoryInWords, true);
}

void Session::lose (Instant now, const ConnectionEnd& closed, bool wasReady)
{
    const auto meaning = meaningOfClose (closed.code, closed.reason, wasReady);
    auto error = closed.error.empty() ? explainClose (closed.code, closed.reason) : closed.error;

    mayNudge = mayNudge && ! refusesNudge (closed.reason);

    if (wasReady ? staged.isUpdateRefusedBy (now, closed) : refusesHistoryConfig (closed))
        nextAttempt = now;
    else if (staged.isRefusedBy (closed, wasReady))
        return revert (now, closed, std::move (error));
    else
        nextAttempt = reconnection.lost (now, closed, wasReady);

    if (! nextAttempt)
        return end (now, EndReason::failed, closed,
                    reconnection.isRefusedAgainAndAgain() ? explainRepeatedClose (closed.code, closed.reason)
                                                          : std::move (error));

    if (current == SessionState::ready)
        leaveReady (now, Rest::mayCome);

    // C96, C97: where nothing went wrong nobody is told of an error.
    if (meaning == CloseMeaning::limit && closed.error.empty())
        error.clear();

    const auto isPlanned = error.empty();
    outbox.tell (SessionReconnecting{now, isPlanned, closed.code, closed.reason, std::move (error),
                                     reconnection.attempts(), *nextAttempt});
    tickConnection (now);
}

/** With the way to the service prepared, the gap is shorter. */
void Session::prepareConnection (Instant now)
{
    if (preparing && now - *preparing < preparedFor)
        return;

    preparing = now;
    outbox.add (effect::Prepare{});
    isPrepared = false; // the next tick says when it is
}

void Session::approachHandOver (Instant now)
{
    prepareConnection (now);

    if (isPrepared || now - *preparing >= patienceWithPreparing || reconnection.isHandOverOverdue (now))
        handOver (now);
}

void Session::handOver (Instant now)
{
    tryStaged (now);
    replaceConnection (now, {}, usualFarewell);
}

void Session::replaceConnection (Instant now, std::string error, Milliseconds farewell)
{
    reconnection.handedOver (now);
    leaveReady (now, error.empty() ? Rest::mayCome : Rest::isGone);
    enter (ConnectionState::replaced);
    const auto isPlanned = error.empty();
    outbox.tell (SessionReconnecting{now, isPlanned, 1000, {}, std::move (error), 1, now});

    // C66: the old one goes before its handle is used.
    outbox.add (effect::Close{1000, farewell});
}

void Session::sendHistory()
{
    using History = ModelCapabilities::History;
    const auto way = capabilitiesOf (options.setup.model).history;
    auto said = historyOf (writer.transcript());

    if (! said.empty() && way != History::none && ! (way == History::config && tellsHistoryInWords))
        outbox.send (ClientContent{std::move (said), way == History::config});
}

Reconnection::Moment Session::moment (Instant now) const
{
    using Moment = Reconnection::Moment;

    // What has come whole is heard without a connection.
    const auto isSpeaking = turns.isOpen() && ! turns.isDead() && ! turns.wasGenerated();

    if (! calls.open().empty() || interaction.isBusy())
        return Moment::busy;

    if (isSpeaking || microphone.speech().isSpeaking() || speechWatch.isWaiting() || replyWatch.isWaiting())
    {
        const auto personPauses =
            ! microphone.speech().lastLoud() || now - *microphone.speech().lastLoud() >= pauseInSpeech;
        return personPauses && (! isSpeaking || replySound.endsInPause()) ? Moment::pause : Moment::busy;
    }

    return hostRecords ? Moment::recording : Moment::quiet;
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
            prepareConnection (now);

        if (restDue && now >= *restDue)
            askForWhatIsMissing (now, false);
    }

    if (current != SessionState::reconnecting)
        return;

    if (connection == ConnectionState::none && nextAttempt && now >= *nextAttempt)
    {
        nextAttempt.reset();
        openConnection();
    }
    else if (connection == ConnectionState::settingUp && now >= deadline)
    {
        // Its end is told as that of a connection that was lost.
        deadline = Instant::max();
        outbox.add (effect::Close{1000, usualFarewell});
    }
}

} // namespace parlando
