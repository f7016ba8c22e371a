// What a Session does with what the service says. The order within one message is its wire's business.

#include "Session.h"

#include <type_traits>

namespace parlando
{

namespace
{

/** C14: after so many unreadable messages in a row the peer does not speak the protocol. */
constexpr int maximumUnreadable = 5;

/** C116: what a person says or types may cut the agent off so much later, and a tool's answer. */
constexpr auto interruptionDelay = Milliseconds (4'000);

/** What belongs to the conversation, and not to the connection or the bill. */
template <typename Event>
constexpr bool isContent =
    ! (std::is_same_v<Event, service::Ready> || std::is_same_v<Event, service::Warning> ||
       std::is_same_v<Event, service::Unreadable> || std::is_same_v<Event, service::Error> ||
       std::is_same_v<Event, service::Usage> || std::is_same_v<Event, service::ResumptionHandle> ||
       std::is_same_v<Event, service::GoingAway> || std::is_same_v<Event, service::CallsCancelled>);

/** What is of use also where nobody can be answered. */
template <typename Event>
constexpr bool isOfPerson =
    std::is_same_v<Event, service::Interrupted> || std::is_same_v<Event, service::WaitingForPerson> ||
    std::is_same_v<Event, service::PersonWords>;

bool hasWords (const std::string& text) { return text.find_first_not_of (" \t\n") != std::string::npos; }

} // namespace

void Session::take (Instant now, input::Message&& message)
{
    if (isOver (current) || (connection.state() != ConnectionState::settingUp && ! connection.isOpen()))
        return;

    received.clear();
    outbox.read (message.text, received);
    workThroughReceived (now);

    if (received.empty())
        unreadableInARow = 0;

    if (writer.takeNearlyFull())
        outbox.tell (SessionWarning{"The transcript has reached 8 MB: at 10 MB its oldest words begin to go. Save it "
                                    "before that, or end the conversation, where they matter."});

    if (isCapReached)
        endAtCap (now);
}

void Session::workThroughReceived (Instant now)
{
    for (auto& event : received)
        std::visit (
            [&] (auto& each)
            {
                using Event = std::decay_t<decltype (each)>;

                // A reply that failed may have taken the connection with it, and the rest of the message.
                if (isContent<Event> && ! isOfPerson<Event> && ! isOpen())
                    return;

                if (isContent<Event> || std::is_same_v<Event, service::Usage>)
                    connection.confirm();

                activity = isContent<Event> ? now : activity;
                unreadableInARow = std::is_same_v<Event, service::Unreadable> ? unreadableInARow : 0;
                on (now, each);
            },
            event);
}

//==============================================================================
void Session::on (Instant now, service::Ready& ready)
{
    if (connection.state() != ConnectionState::settingUp)
        return;

    connection.ready (now, ready.isPresumed);
    reconnection.ready (now);

    staged.connected (now);

    if (current == SessionState::reconnecting)
        return resume (now);

    enter (SessionState::ready);
    activity = now;

    if (reconnection.handle().empty())
        sendHistory();

    writer.begin (now);
    outbox.tell (SessionReady{now, std::move (ready.sessionId)});

    sendImages (now);
    sendWaitingTexts (now);
}

void Session::on (Instant, service::Warning& warning) { outbox.tell (SessionWarning{std::move (warning.text)}); }

void Session::on (Instant now, service::Unreadable& message)
{
    if (unreadableInARow++ == 0)
        outbox.tell (SessionWarning{"The service sent a message that cannot be read: " + message.text});

    if (unreadableInARow >= maximumUnreadable)
        close (now, EndReason::failed, 1007,
               "The service sent " + std::to_string (unreadableInARow) +
                   " messages in a row that cannot be read; check that the endpoint speaks the service's protocol.");
}

void Session::on (Instant, service::Error& error)
{
    outbox.tell (SessionWarning{"The service reported error " + std::to_string (error.code) +
                                (error.status.empty() ? "" : " " + error.status) + ": " + error.message});
}

void Session::on (Instant, service::Usage& used)
{
    const auto step = meter.add (used.usage);
    outbox.tell (UsageReported{std::move (used.usage), turns.current(), meter.total(), meter.cost()});

    if (step == UsageMeter::Step::warn)
        outbox.tell (SessionWarning{"The conversation has used 80 % of what it may use; it ends at 100 %."});

    isCapReached = isCapReached || step == UsageMeter::Step::stop;
}

/** Once the rest of the message is worked through. */
void Session::endAtCap (Instant now)
{
    if (! isOver (current))
        close (now, EndReason::cap, 1000,
               "The conversation has used all that it may use: raise its cap to go on longer.");
}

void Session::on (Instant, service::ResumptionHandle& given) { reconnection.setHandle (std::move (given.handle)); }

void Session::on (Instant now, service::GoingAway& goAway) { reconnection.take (now, goAway); }

//==============================================================================
void Session::on (Instant now, service::CallsCancelled& cancellation) { calls.cancel (now, cancellation.ids); }

void Session::on (Instant now, service::Call& called)
{
    obey (now, bargeIn.newTurn());
    speechWatch.answered();
    const auto turn = turns.isOpen() ? turns.current() : turns.current() + 1;

    if (const auto answered = calls.arrive (now, std::move (called.call), turn))
    {
        interaction.contentCame (now);
        replyWatch.called (now, turn);
        takeAnswered (now, *answered);
    }
}

//==============================================================================
void Session::on (Instant now, service::Interrupted&)
{
    speechWatch.noticed();
    takeServiceInterruption (now);
}

void Session::takeInterruption (Instant now, bool byPerson)
{
    turns.interrupt (now, byPerson);
    calls.interrupted (now);
}

/** The service does not say why it interrupts itself. */
bool Session::isInterruptionByPerson (Instant now) const
{
    const auto isRecent = [now] (const std::optional<Instant>& when)
    { return when && now - *when < interruptionDelay; };
    const auto byAnswer = calls.lastInterruption();
    const auto isByAnswer = isRecent (byAnswer) && ! (lastTyped && *lastTyped > *byAnswer);
    return ! isByAnswer &&
           (microphone.speech().isSpeaking() || isRecent (microphone.speech().lastLoud()) || isRecent (lastTyped));
}

void Session::on (Instant, service::WaitingForPerson&)
{
    speechWatch.noticed();
    replyWatch.forget();
}

void Session::on (Instant now, service::PersonWords& words)
{
    if (hasWords (words.text))
        speechWatch.noticed();

    if (! words.isInterim)
    {
        heardPerson (words.text);
        obey (now, bargeIn.words (words.text));
    }

    // C111: some models send what nobody asked for.
    if (! traits.transcribesPerson)
        return;

    if (words.isInterim)
        outbox.tellPiece (writer.personInterim (words.text));
    else
        outbox.tellPiece (writer.person (words.text, words.isFinal, now, microphone.speech()));
}

void Session::on (Instant now, service::AgentWords& words)
{
    // C111.
    if (! traits.transcribesAgent)
        return;

    if (! words.text.empty())
    {
        openTurn (now);

        // No answer: voices have been silent whose words were written down.
        replyWatch.progress (now);
    }

    turns.say (words.text, words.isFinal, now);
}

//==============================================================================
void Session::openTurn (Instant now)
{
    if (! turns.isOpen())
        obey (now, bargeIn.newTurn());

    farewellHeard = farewellHeard || current == SessionState::farewell;
    cutOff.restCame();
    interaction.contentCame (now);
    calls.agentSpoke (now);
    speechWatch.answered();
    turns.content (now);
}

void Session::on (Instant now, service::Voice& voice)
{
    // What comes after an answer that was all there begins another one.
    turns.endGenerated();
    openTurn (now);

    if (turns.play (std::move (voice), traits.wantsHeard))
        listenToReply (now);
}

void Session::on (Instant now, service::Text& answer)
{
    openTurn (now);
    replyWatch.answered (now, turns.current());
    turns.say (answer.text, false, now);
}

void Session::on (Instant now, service::Thought& thought)
{
    openTurn (now);
    replyWatch.progress (now);
    turns.think (now, std::move (thought.text));
}

void Session::on (Instant now, service::Code& written)
{
    openTurn (now);
    replyWatch.progress (now);
    outbox.tell (CodeWritten{turns.current(), std::move (written.code)});
}

void Session::on (Instant now, service::CodeResult& ran)
{
    openTurn (now);
    replyWatch.progress (now);
    outbox.tell (CodeResult{turns.current(), std::move (ran.result)});
}

void Session::on (Instant now, service::Other&) { openTurn (now); }

/** They belong to the turn that is open, or to the last one. */
void Session::on (Instant, service::Sources& found)
{
    outbox.tell (SourcesReported{turns.current(), std::move (found.sources)});
}

void Session::on (Instant, service::Pages& read) { outbox.tell (PagesRead{turns.current(), std::move (read.pages)}); }

//==============================================================================
void Session::on (Instant, service::AnswerGenerated&)
{
    turns.generated();

    if (traits.transcribesOnly)
        outbox.tellPiece (writer.endSegment (microphone.speech()));
}

void Session::on (Instant now, service::WorkChanged& changed)
{
    const auto wasBusy = interaction.isBusy();
    interaction.take (now, changed.work);

    if (wasBusy && ! interaction.isBusy())
        endInteraction (now);
}

/** The service has nothing more to give, though no turn ends with it. */
void Session::endInteraction (Instant now)
{
    replyWatch.completed();
    outbox.tell (TurnComplete{0, now, false, true, {}});
}

void Session::on (Instant now, service::TurnEnded& ended)
{
    interaction.take (now, ended.work);
    const auto wasInterrupted = turns.wasInterrupted();
    const auto wasOpen = turns.complete();
    outbox.tellPiece (writer.close (Speaker::person, microphone.speech()));
    const auto isIdle = ! interaction.isBusy();
    outbox.tell (TurnComplete{wasOpen ? turns.current() : 0, now, wasInterrupted, isIdle, ended.reason});

    // Nor is one without content that holds nothing but a call: what is made of the call's answer comes after it.
    const auto wasOfCall = calls.takeCame() && ! wasOpen && ended.reason.empty();

    // Without content it may only close what the service had left open, unless the model chose to say nothing.
    if (traits.mayStaySilent || ! ended.reason.empty())
        speechWatch.noticed();

    // The end of a turn that was interrupted is no answer to what interrupted it.
    if (current == SessionState::ready && ! wasInterrupted && ! wasOfCall)
        judgeReply (now, wasOpen ? turns.current() : turns.current() + 1);

    if (isIdle)
        replyWatch.completed();
}

} // namespace parlando
