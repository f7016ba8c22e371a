// How a Session takes over another setup while it runs: with the next connection, or where the model takes that by a
// contextUpdate on the one that stands (protocol section 2.9).

#include "Session.h"

#include <utility>

namespace parlando
{

namespace
{

/** Who has read so many of them knows. */
constexpr std::size_t mostToldChanges = 256;

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

    const auto& setup = stage.definition.setup;
    const auto isTheSame = setup == options.setup;
    staged.withdraw();

    if (! isTheSame && ! meter.canWatch (setup.model))
    {
        outbox.tell (SetupChange{SetupChange::Step::refused,
                                 "The cost of " + setup.model +
                                     " cannot be capped, as its prices are not known: the conversation goes on "
                                     "with the model before.",
                                 now});
        return;
    }

    if (isTheSame)
        return;

    tellChanges (setup);
    staged.stage (now, std::move (stage.definition));
}

/** What the service is asked for in another way than the person wrote it (C106, C107), each once. */
void Session::tellChanges (const Setup& setup)
{
    for (auto& change : fitToService (setup, options.apiVersion).changes)
        if (toldChanges.size() < mostToldChanges && toldChanges.insert (change).second)
            outbox.tell (SessionWarning{std::move (change)});
}

bool Session::isStagedDue (Instant now) const
{
    return staged.isSettled (now) && playingTurn == 0 && moment (now) == Reconnection::Moment::quiet;
}

void Session::adopt (AgentDefinition definition)
{
    options.setup = std::move (definition.setup);
    options.tools = std::move (definition.tools);
    outbox.add (effect::UseTools{options.tools});
    writer.setInputPieces (capabilitiesOf (options.setup.model).inputPieces);
    microphone.setMarksActivity (options.setup.isDetectionOff());
    meter.setModel (options.setup.model);
    beginWatching();
}

void Session::tryStaged (Instant now)
{
    if (! staged.isSettled (now))
        return;

    auto next = staged.beginTrial ({{options.setup, options.tools}, reconnection.handle()});
    const auto isAnother =
        next.setup.model != options.setup.model || next.setup.systemInstruction != options.setup.systemInstruction;
    outbox.tell (SetupChange{SetupChange::Step::tried, {}, now});
    adopt (std::move (next));

    if (isAnother)
        reconnection.setHandle ({});
}

void Session::revert (Instant now, const ConnectionEnd& closed, std::string error)
{
    if (current == SessionState::ready)
    {
        leaveReady (now, Rest::isGone);
        outbox.tell (SessionReconnecting{now, true, closed.code, closed.reason, {}, 1, now});
    }

    auto last = staged.revert();
    adopt (std::move (last.definition));
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
    staged.endTrial();
    outbox.tell (SetupChange{SetupChange::Step::taken, {}, now});
}

/** Nothing where the model takes none, or where another connection is needed for what waits. */
std::optional<ContextUpdate> Session::stagedUpdate (Instant now) const
{
    const auto isDue = staged.isSettled (now) && playingTurn == 0 && moment (now) != Reconnection::Moment::busy;

    if (! isDue || ! staged.mayUpdate() || ! capabilitiesOf (options.setup.model).contextUpdate)
        return {};

    return updateBetween (fitToService (options.setup, options.apiVersion).setup,
                          fitToService (staged.next()->setup, options.apiVersion).setup);
}

/** C109. True where that is all that is to be done now. */
bool Session::tickUpdate (Instant now)
{
    if (staged.hasPassed (now))
        endTrial (now);

    auto update = stagedUpdate (now);

    if (! update)
        return false;

    // Where the service is told the same as before there is nothing to be refused.
    const auto isTold = update->systemInstruction || update->tools;
    adopt (isTold ? staged.beginTrial ({{options.setup, options.tools}, reconnection.handle()}) : staged.takeUntried());
    outbox.tell (SetupChange{SetupChange::Step::tried, {}, now});

    if (! isTold)
    {
        outbox.tell (SetupChange{SetupChange::Step::taken, {}, now});
        return true;
    }

    staged.updateSent (now);
    outbox.send (*std::move (update));
    return true;
}

} // namespace parlando
