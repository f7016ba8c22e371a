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

/** How long a service that acknowledges nothing may take to refuse what it was told. */
constexpr auto longestPresumption = Milliseconds (3'000);

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

ToolReply refusal (const FunctionCall& call, CallLedger::Arrival arrival)
{
    const auto* error = arrival == CallLedger::Arrival::tooMany
                            ? "Too many calls are under way: wait for their answers."
                            : "The arguments of the calls under way are too long: send shorter ones, or wait for the "
                              "answers.";
    return {call.id, call.name, {{"status", "error"}, {"error", error}, {"retryable", true}}, true};
}

bool hasWords (const std::string& text) { return text.find_first_not_of (" \t\n") != std::string::npos; }

} // namespace

void Session::take (Instant now, input::Message&& message)
{
    if (isOver (current) || (connection != ConnectionState::settingUp && connection != ConnectionState::open))
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
                    presumedUntil.reset();

                activity = isContent<Event> ? now : activity;
                unreadableInARow = std::is_same_v<Event, service::Unreadable> ? unreadableInARow : 0;
                on (now, each);
            },
            event);
}

//==============================================================================
void Session::on (Instant now, service::Ready& ready)
{
    if (connection != ConnectionState::settingUp)
        return;

    enter (ConnectionState::open);
    presumedUntil = ready.isPresumed ? std::optional (now + longestPresumption) : std::nullopt;
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
void Session::on (Instant now, service::CallsCancelled& cancellation)
{
    for (const auto& id : cancellation.ids)
        if (const auto call = calls.cancel (id))
        {
            if (! calls.isWanted (call->execution))
                outbox.add (effect::CancelTool{call->execution});

            outbox.tell (ToolAnswered{call->id, call->name, {}, false, CallEnd::cancelled, now});
        }
}

void Session::on (Instant now, service::Call& called)
{
    auto& call = called.call;
    speechWatch.answered();

    if (call.id.empty())
        return outbox.tell (SessionWarning{"The service called '" + call.name +
                                           "' without an id; it cannot be answered and was not run."});

    const auto decision = calls.arrive (now, call);

    if (decision.arrival != CallLedger::Arrival::known)
        run (now, std::move (call), turns.isOpen() ? turns.current() : turns.current() + 1, decision);
}

void Session::run (Instant now, FunctionCall call, std::uint64_t turn, const CallLedger::Decision& decision)
{
    using Arrival = CallLedger::Arrival;
    callCame = true;
    interaction.contentCame (now);
    replyWatch.called (now, turn);
    outbox.tell (ToolCalled{call, now, turn});

    if (decision.arrival == Arrival::answerNow)
        return answer (now, {call.id, call.name, decision.execution}, *decision.reply);

    if (decision.arrival == Arrival::join)
        return;

    if (decision.arrival != Arrival::run)
        return answer (now, {call.id, call.name, decision.execution}, refusal (call, decision.arrival));

    call.id = decision.execution;
    outbox.add (effect::RunTool{std::move (call), turn});
}

//==============================================================================
void Session::on (Instant now, service::Interrupted&)
{
    speechWatch.noticed();
    takeInterruption (now, isInterruptionByPerson (now));
}

void Session::takeInterruption (Instant now, bool byPerson)
{
    outbox.add (effect::Silence{});
    const auto turn = turns.isOpen() ? turns.current() : playingTurn;
    turns.interrupted();
    calls.interrupted (now);
    tellPiece (writer.close (Speaker::agent, microphone.speech()));
    writer.agentCut (turn);
    outbox.tell (Interrupted{turn, now, byPerson});
}

/** The service does not say why it interrupts itself. */
bool Session::isInterruptionByPerson (Instant now) const
{
    const auto isRecent = [now] (const std::optional<Instant>& when)
    { return when && now - *when < interruptionDelay; };
    const auto isByAnswer = isRecent (lastInterruptAnswer) && ! (lastTyped && *lastTyped > *lastInterruptAnswer);
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
        heardPerson (words.text);

    // C111: some models send what nobody asked for.
    if (! traits.transcribesPerson)
        return;

    if (words.isInterim)
        tellPiece (writer.personInterim (words.text));
    else
        tellPiece (writer.person (words.text, words.isFinal, now, microphone.speech()));
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

    tellPiece (writer.agent (turns.current(), words.text, words.isFinal, now));
}

//==============================================================================
void Session::openTurn (Instant now)
{
    farewellHeard = farewellHeard || current == SessionState::farewell;
    lastContent = now;
    restDue.reset();
    interaction.contentCame (now);
    calls.agentSpoke (now);
    speechWatch.answered();

    if (turns.content())
    {
        replySound.begin();
        outbox.tell (TurnStarted{turns.current(), now});
    }
}

void Session::on (Instant now, service::Voice& voice)
{
    // What comes after an answer that was all there begins another one.
    if (turns.wasGenerated())
        turns.complete();

    openTurn (now);
    const auto turn = turns.current();

    if (turns.isDead())
        return outbox.add (effect::Discard{turn, voice.samples.size(), voice.sampleRate});

    if (voice.samples.empty())
        return;

    if (traits.wantsHeard)
        spokenItems.spoken (turn, voice.item, voice.samples.size());

    // The samples stay where they are while effects are added.
    const std::span<const std::int16_t> samples (voice.samples);
    outbox.add (effect::Play{turn, std::move (voice.samples), voice.sampleRate});
    listenToReply (now, samples, voice.sampleRate);
}

void Session::on (Instant now, service::Text& answer)
{
    openTurn (now);
    replyWatch.answered (now, turns.current());
    tellPiece (writer.agent (turns.current(), answer.text, false, now));
}

void Session::on (Instant now, service::Thought& thought)
{
    openTurn (now);
    replyWatch.progress (now);
    writer.thought (turns.current(), thought.text, now);
    outbox.tell (ThoughtPiece{turns.current(), std::move (thought.text)});
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
    tellPiece (writer.close (Speaker::agent, microphone.speech()));

    if (traits.transcribesOnly)
        tellPiece (writer.endSegment (microphone.speech()));

    if (turns.isOpen())
        outbox.add (effect::EndPlayout{turns.current()});

    turns.generated();
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
    const auto wasOpen = turns.isOpen();
    const auto wasInterrupted = turns.wasInterrupted();
    tellPiece (writer.close (Speaker::agent, microphone.speech()));
    tellPiece (writer.close (Speaker::person, microphone.speech()));

    if (wasOpen)
        outbox.add (effect::EndPlayout{turns.current()});

    turns.complete();
    const auto isIdle = ! interaction.isBusy();
    outbox.tell (TurnComplete{wasOpen ? turns.current() : 0, now, wasInterrupted, isIdle, ended.reason});

    // Nor is one without content that holds nothing but a call: what is made of the call's answer comes after it.
    const auto wasOfCall = std::exchange (callCame, false) && ! wasOpen && ended.reason.empty();

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
