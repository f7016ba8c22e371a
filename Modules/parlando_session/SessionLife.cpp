// How a Session outlives its connections: protocol sections 3.10 and 4.7.

#include "CloseAdvice.h"
#include "Session.h"

#include <algorithm>
#include <utility>

namespace parlando
{

namespace
{

/** Before a hand-over: a moment that can wait waits so long, and what was prepared is good for so long. */
constexpr auto patienceWithPreparing = Milliseconds (2'000);
constexpr auto preparedFor = Milliseconds (15'000);

/** Who still types or drags is not done. */
constexpr auto settling = Milliseconds (1'500);

/** 30 s of the microphone are kept while there is no connection. */
constexpr std::size_t gapFrames = 1500;

/** What a new session is told of the old one: its last words. */
constexpr std::size_t maximumHistoryBytes = 32 * 1024;

/** As Content with roles, the oldest first, at most so many bytes of text. */
std::vector<Content> historyOf (const Transcript& transcript)
{
    std::vector<Content> turns;
    std::size_t bytes = 0;

    for (auto entry = transcript.entries.rbegin(); entry != transcript.entries.rend(); ++entry)
    {
        auto text = heardText (*entry);

        if (text.empty())
            continue;

        bytes += text.size();

        if (bytes > maximumHistoryBytes)
            break;

        turns.push_back (Content::text (entry->speaker == Speaker::person ? "user" : "model", std::move (text)));
    }

    std::reverse (turns.begin(), turns.end());
    return turns;
}

} // namespace

void Session::openLine()
{
    line = Line::opening;
    owner.openConnection();
}

Setup Session::setupToSend() const
{
    auto setup = options.setup;

    // C61. A handle that the person gave was taken over at the start.
    if (options.reconnects && ! setup.sessionResumption)
        setup.sessionResumption.emplace();

    if (setup.sessionResumption)
        setup.sessionResumption->handle = reconnection.handle();

    // C94: told to a new session only, and then alone.
    if (reconnection.handle().empty() && ! historyOf (writer.transcript()).empty())
        setup.historyConfig.emplace().initialHistoryInClientContent = true;

    return setup;
}

void Session::stage (Instant now, Setup setup)
{
    if (! options.reconnects || current >= SessionState::farewell)
        return;

    const auto isTheSame = setup == options.setup;
    staged.reset();

    if (! isTheSame && ! meter.canWatch (setup.model))
        return owner.notify (SetupChange{SetupChange::Step::refused,
                                         "The cost of " + setup.model +
                                             " cannot be capped, as its prices are not known: the conversation goes on "
                                             "with the model before.",
                                         now});

    stagedWhen = now;

    if (! isTheSame)
        staged = std::move (setup);
}

bool Session::isSettled (Instant now) const { return staged && now - stagedWhen >= settling; }

bool Session::isStagedDue (Instant now) const
{
    return isSettled (now) && playingTurn == 0 && moment() == Reconnection::Moment::quiet;
}

void Session::adopt (Setup setup)
{
    options.setup = std::move (setup);
    marksActivity = options.setup.isDetectionOff();
    preRoll.clear();
    meter.setModel (options.setup.model);
    beginWatching();
}

void Session::tryStaged (Instant now)
{
    if (! isSettled (now))
        return;

    auto next = *std::exchange (staged, {});
    const auto isAnother =
        next.model != options.setup.model || next.systemInstruction != options.setup.systemInstruction;
    previous = Previous{options.setup, reconnection.handle()};
    owner.notify (SetupChange{SetupChange::Step::tried, {}, now});
    adopt (std::move (next));

    if (isAnother)
        reconnection.setHandle ({});
}

void Session::revert (Instant now, std::string error)
{
    auto last = *std::exchange (previous, {});
    adopt (std::move (last.setup));
    reconnection.setHandle (std::move (last.handle));
    nextAttempt = now;
    owner.notify (SetupChange{SetupChange::Step::refused,
                              "The service refuses the new settings, and the conversation goes on with the old ones: " +
                                  std::move (error),
                              now});
}

void Session::lose (Instant now, const ConnectionEnd& closed, bool wasReady)
{
    auto error = closed.error.empty() ? explainClose (closed.code, closed.reason) : closed.error;

    // A connection that never came about says nothing about the setup.
    if (previous && ! wasReady && closed.code != 1006)
        return revert (now, std::move (error));

    nextAttempt = reconnection.lost (now, closed, wasReady);

    if (! nextAttempt)
        return end (now, EndReason::failed, closed, std::move (error));

    if (current == SessionState::ready)
        leaveReady (now);

    owner.notify (SessionReconnecting{now, false, closed.code, closed.reason, std::move (error),
                                      reconnection.attempts(), *nextAttempt});
}

/** With the way to the service prepared, the gap is shorter. */
void Session::approachHandOver (Instant now)
{
    if (! preparing || now - *preparing >= preparedFor)
    {
        preparing = now;
        owner.prepareConnection();
    }

    if (owner.isConnectionPrepared() || now - *preparing >= patienceWithPreparing)
        handOver (now);
}

void Session::handOver (Instant now)
{
    tryStaged (now);
    replaceLine (now, {}, usualFarewell);
}

void Session::replaceLine (Instant now, std::string error, Milliseconds farewell)
{
    leaveReady (now);
    line = Line::replaced;
    const auto isPlanned = error.empty();
    owner.notify (SessionReconnecting{now, isPlanned, 1000, {}, std::move (error), 1, now});

    // C66: the old one goes before its handle is used.
    owner.closeConnection (1000, farewell);
}

void Session::leaveReady (Instant now)
{
    const auto callsRan = ! runningCalls.empty();
    endRunningCalls (now);
    tell (writer.close (Speaker::agent, speech));
    oddByte.reset();

    // What was interrupted, or had come whole, is not missed.
    if (turns.isOpen() && (turns.isDead() || turns.wasGenerated()))
        replyWatch.completed();
    else if (replyWatch.cut (now, callsRan) == ReplyWatch::CutAnswer::lost)
        owner.notify (SessionWarning{"The agent's answer was cut off with the connection; please ask again."});

    if (turns.isOpen())
    {
        owner.endPlayout (turns.current());
        owner.notify (TurnComplete{turns.current(), now, turns.isDead(), true, "the connection was lost"});
        turns.complete();
    }

    current = SessionState::reconnecting;
    preparing.reset();
    backlogLimit = gapFrames;
    gapBegan = now;
    droppedBeforeGap = samplesDropped;
    streamIsOpen = false;
    unreadableInARow = 0;
}

void Session::resume (Instant now)
{
    const auto isFresh = reconnection.handle().empty();
    current = SessionState::ready;
    activity = now;

    if (isFresh)
        sendHistory();

    owner.notify (SessionResumed{now, std::chrono::duration_cast<Milliseconds> (now - gapBegan), ! isFresh,
                                 samplesDropped - droppedBeforeGap});

    if (const auto request = replyWatch.resumed (now))
        sendText (*request);

    sendImages (now);
    sendWaitingTexts (now);

    drainBacklog();
}

void Session::sendHistory()
{
    if (auto said = historyOf (writer.transcript()); ! said.empty())
        sendMessage (ClientContent{std::move (said), true});
}

Reconnection::Moment Session::moment() const
{
    using Moment = Reconnection::Moment;

    if (turns.isOpen() || ! runningCalls.empty() || speech.isSpeaking() || replyWatch.isWaiting())
        return Moment::busy;

    return hostRecords ? Moment::recording : Moment::quiet;
}

void Session::tickLine (Instant now)
{
    if (current == SessionState::ready && options.reconnects &&
        (isStagedDue (now) || reconnection.isHandOverDue (now, moment())))
        return approachHandOver (now);

    if (current != SessionState::reconnecting)
        return;

    if (line == Line::none && nextAttempt && now >= *nextAttempt)
    {
        nextAttempt.reset();
        openLine();
    }
    else if (line == Line::settingUp && now >= deadline)
    {
        // Its end is told as that of a connection that was lost.
        deadline = Instant::max();
        owner.closeConnection (1000, usualFarewell);
    }
}

} // namespace parlando
