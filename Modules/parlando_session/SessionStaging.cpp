// How a Session takes over another setup while it runs: with the next connection, or where the model takes that by a
// contextUpdate on the one that stands (protocol section 2.9).

#include "CloseAdvice.h"
#include "Session.h"

#include <utility>

namespace parlando
{

namespace
{

/** Who still types or drags is not done. */
constexpr auto settling = Milliseconds (1'500);

/** Who has read so many of them knows. */
constexpr std::size_t mostToldChanges = 256;

/** There is no answer to a contextUpdate; a service that does not know it closes the connection within this time. */
constexpr auto refusalOfUpdate = Milliseconds (3'000);

/** A service may take a setup and close the connection at the first audio (protocol section 3.10). */
constexpr auto longestTrial = Milliseconds (5'000);

/** What leads from one setup to the other; nothing where more than instructions and tools differ, and where the
    instruction is taken away, for which there is no form. */
std::optional<ContextUpdate> updateBetween (const Setup& before, const Setup& after)
{
    auto rest = after;
    rest.systemInstruction = before.systemInstruction;
    rest.tools = before.tools;

    if (rest != before || (before.systemInstruction && ! after.systemInstruction))
        return {};

    ContextUpdate update;

    if (after.systemInstruction != before.systemInstruction)
        update.systemInstruction = after.systemInstruction;

    if (after.tools != before.tools)
        update.tools = after.tools;

    return update;
}

} // namespace

void Session::take (Instant now, input::Stage&& stage)
{
    if (! options.reconnects || current == SessionState::farewell || isOver (current))
        return;

    auto& setup = stage.setup;
    const auto isTheSame = setup == options.setup;
    staged.reset();

    if (! isTheSame && ! meter.canWatch (setup.model))
    {
        outbox.tell (SetupChange{SetupChange::Step::refused,
                                 "The cost of " + setup.model +
                                     " cannot be capped, as its prices are not known: the conversation goes on "
                                     "with the model before.",
                                 now});
        return;
    }

    stagedWhen = now;

    if (! isTheSame)
    {
        tellChanges (setup);
        staged = std::move (setup);
    }
}

/** What the service is asked for in another way than the person wrote it (C106, C107), each once. */
void Session::tellChanges (const Setup& setup)
{
    for (auto& change : fitToService (setup, options.apiVersion).changes)
        if (toldChanges.size() < mostToldChanges && toldChanges.insert (change).second)
            outbox.tell (SessionWarning{std::move (change)});
}

/** One after the other: a setup that is on trial is nothing to go back to. */
bool Session::isSettled (Instant now) const { return staged && ! previous && now - stagedWhen >= settling; }

bool Session::isStagedDue (Instant now) const
{
    return isSettled (now) && playingTurn == 0 && moment (now) == Reconnection::Moment::quiet;
}

void Session::adopt (Setup setup)
{
    options.setup = std::move (setup);
    writer.setInputPieces (capabilitiesOf (options.setup.model).inputPieces);
    microphone.setMarksActivity (options.setup.isDetectionOff());
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
    outbox.tell (SetupChange{SetupChange::Step::tried, {}, now});
    adopt (std::move (next));

    if (isAnother)
        reconnection.setHandle ({});
}

/** A connection that never came about says nothing about the setup. */
bool Session::isRefusedSetup (const ConnectionEnd& closed, bool wasReady) const
{
    if (! previous || closed.code == 1006)
        return false;

    if (! wasReady)
        return true;

    const auto meaning = meaningOfClose (closed.code, closed.reason, true);
    return trialBegan && (closed.code == 1007 || meaning == CloseMeaning::fatal || meaning == CloseMeaning::startFresh);
}

void Session::revert (Instant now, const ConnectionEnd& closed, std::string error)
{
    if (current == SessionState::ready)
    {
        leaveReady (now, Rest::isGone);
        outbox.tell (SessionReconnecting{now, true, closed.code, closed.reason, {}, 1, now});
    }

    auto last = *std::exchange (previous, {});
    trialBegan.reset();
    adopt (std::move (last.setup));
    reconnection.setHandle (std::move (last.handle));
    nextAttempt = now;
    outbox.tell (SetupChange{SetupChange::Step::refused,
                             "The service refuses the new settings, and the conversation goes on with the old ones: " +
                                 std::move (error),
                             now});
}

/** What was new is in force, and stays. */
void Session::endTrial (Instant now)
{
    trialBegan.reset();
    updateSent.reset();
    previous.reset();
    outbox.tell (SetupChange{SetupChange::Step::taken, {}, now});
}

/** Nothing where the model takes none, or where another connection is needed for what waits. */
std::optional<ContextUpdate> Session::stagedUpdate (Instant now) const
{
    const auto isDue = isSettled (now) && playingTurn == 0 && moment (now) != Reconnection::Moment::busy;

    if (! isDue || refusesUpdates || ! capabilitiesOf (options.setup.model).contextUpdate)
        return {};

    return updateBetween (fitToService (options.setup, options.apiVersion).setup,
                          fitToService (*staged, options.apiVersion).setup);
}

/** C109. True where that is all that is to be done now. */
bool Session::tickUpdate (Instant now)
{
    if ((updateSent && now - *updateSent >= refusalOfUpdate) || (trialBegan && now - *trialBegan >= longestTrial))
        endTrial (now);

    auto update = stagedUpdate (now);

    if (! update)
        return false;

    auto before = std::exchange (options.setup, *std::exchange (staged, {}));
    beginWatching();
    outbox.tell (SetupChange{SetupChange::Step::tried, {}, now});

    // Where the service is told the same as before there is nothing to be refused.
    if (! update->systemInstruction && ! update->tools)
    {
        outbox.tell (SetupChange{SetupChange::Step::taken, {}, now});
        return true;
    }

    previous = Previous{std::move (before), reconnection.handle()};
    updateSent = now;
    outbox.send (*std::move (update));
    return true;
}

/** The connection was closed for an update that the service does not know: the next one comes with the new setup. */
bool Session::isRefusedUpdate (Instant now, const ConnectionEnd& closed)
{
    const auto isRefused =
        updateSent && now - *updateSent < refusalOfUpdate && (closed.code == 1007 || closed.code == 1008);
    refusesUpdates = refusesUpdates || isRefused;
    return isRefused;
}

} // namespace parlando
