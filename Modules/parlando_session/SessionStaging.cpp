// How a Session takes over another definition of its agent while it runs: with the next connection, or where the
// service takes that on the one that stands.

#include "Session.h"

#include <stdexcept>
#include <utility>

namespace parlando
{

namespace
{

/** Who has read so many of them knows. */
constexpr std::size_t mostToldAdjustments = 256;

std::optional<Milliseconds> patienceOf (const TurnDetection& turns)
{
    return turns.patience ? std::optional (Milliseconds (*turns.patience)) : std::nullopt;
}

} // namespace

void Session::take (Instant now, input::Stage&& stage)
{
    if (! options.reconnects || current == SessionState::farewell || isOver (current))
        return;

    staged.withdraw();

    if (stage.definition.saysTheSameAs (options.agent))
        return;

    try
    {
        if (const auto model = wire->traitsOf (stage.definition).model; ! meter.canWatch (model))
            throw std::invalid_argument ("The cost of " + model +
                                         " cannot be capped, as its prices are not known: the conversation goes on "
                                         "with the model before.");

        tellAdjustments (stage.definition);
        staged.stage (now, std::move (stage.definition));
    }
    catch (const std::invalid_argument& unusable)
    {
        outbox.tell (SetupChange{SetupChange::Step::refused, unusable.what(), now});
    }
}

/** What the service is asked for in another way than the person wrote it (C106, C107), each once. */
void Session::tellAdjustments (const AgentDefinition& agent)
{
    for (auto& change : wire->adjustmentsOf (agent))
        if (toldAdjustments.size() < mostToldAdjustments && toldAdjustments.insert (change).second)
            outbox.tell (SessionWarning{std::move (change)});
}

bool Session::isStagedDue (Instant now) const
{
    return staged.isSettled (now) && ! turns.isPlaying() && moment (now) == Reconnection::Moment::quiet;
}

void Session::adopt (AgentDefinition definition)
{
    options.agent = std::move (definition);
    outbox.add (effect::UseTools{options.agent.tools});
    traits = wire->traitsOf (options.agent);
    define();
}

/** What its parts know of the agent. */
void Session::define()
{
    writer.setPersonPieces (traits.personPieces);
    microphone.setMarksActivity (! traits.detectsSpeech);
    detector.setPatience (patienceOf (options.agent.turnDetection));

    if (! wantsVoice())
        microphone.setDetected (std::nullopt);
    meter.setModel (traits.model);
    replyWatch.setSlow (traits.isSlow);
    reconnection.setLife (traits.handOverAge, traits.lastMoment, traits.resumes);
}

void Session::tryStaged (Instant now)
{
    if (! staged.isSettled (now))
        return;

    const auto keepsSession = stagedChange().keepsSession;
    auto next = staged.beginTrial ({options.agent, reconnection.handle()});
    outbox.tell (SetupChange{SetupChange::Step::tried, {}, now});

    if (! keepsSession)
        reconnection.setHandle ({});

    adopt (std::move (next));
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
    connection.retryAt (now);
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

/** Asked many times while it waits for its moment. */
DefinitionChange Session::stagedChange()
{
    if (! staged.change())
        staged.setChange (wire->changeBetween (options.agent, *staged.next()));

    return *staged.change();
}

bool Session::isUpdateDue (Instant now) const
{
    return staged.isSettled (now) && ! turns.isPlaying() && moment (now) != Reconnection::Moment::busy &&
           staged.mayUpdate();
}

/** C109. True where that is all that is to be done now. */
bool Session::tickUpdate (Instant now)
{
    using Way = DefinitionChange::Way;

    if (staged.hasPassed (now))
        endTrial (now);

    const auto way = isUpdateDue (now) ? stagedChange().way : Way::connection;

    if (way == Way::connection)
        return false;

    // Where the service is told the same as before there is nothing to be refused.
    const auto isTold = way == Way::update;
    const auto before = options.agent;
    adopt (isTold ? staged.beginTrial ({before, reconnection.handle()}) : staged.takeUntried());
    outbox.tell (SetupChange{SetupChange::Step::tried, {}, now});

    if (! isTold)
    {
        outbox.tell (SetupChange{SetupChange::Step::taken, {}, now});
        return true;
    }

    staged.updateSent (now);
    outbox.send (command::Update{before, options.agent});
    return true;
}

} // namespace parlando
