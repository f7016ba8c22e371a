// What a Session does with each server message: protocol sections 3.1 (order of keys) and 3.3 (order within content).

#include "Session.h"

#include <bit>
#include <cstring>

namespace parlando
{

namespace
{

/** C14: after so many unreadable messages in a row the peer does not speak the protocol. */
constexpr int maximumUnreadable = 5;

/** C116: what a person says or types may cut the agent off so much later (protocol section 4.3), and a tool's answer.
 */
constexpr auto interruptionDelay = Milliseconds (4'000);

ToolReply refusal (const FunctionCall& call, CallLedger::Arrival arrival)
{
    const auto* error = arrival == CallLedger::Arrival::tooMany
                            ? "Too many calls are under way: wait for their answers."
                            : "The arguments of the calls under way are too long: send shorter ones, or wait for the "
                              "answers.";
    return {call.id, call.name, {{"status", "error"}, {"error", error}, {"retryable", true}}, true};
}

void appendSample (std::vector<std::int16_t>& out, std::uint8_t low, std::uint8_t high)
{
    out.push_back (static_cast<std::int16_t> (static_cast<std::uint16_t> (low | (high << 8))));
}

} // namespace

void Session::take (Instant now, input::Message&& received)
{
    if (isOver (current) || (connection != ConnectionState::settingUp && connection != ConnectionState::open))
        return;

    auto decoded = decode (received.json);

    if (const auto* error = std::get_if<DecodeError> (&decoded))
    {
        takeUnreadable (now, *error);
        return;
    }

    auto& message = std::get<ServerMessage> (decoded);
    unreadableInARow = 0;

    for (auto& warning : message.warnings)
        outbox.tell (SessionWarning{std::move (warning)});

    if (message.setupComplete)
        take (now, *message.setupComplete);

    const auto cap = message.usageMetadata ? take (*message.usageMetadata) : UsageMeter::Step::nothing;

    if (message.toolCallCancellation)
        take (now, *message.toolCallCancellation);

    if (message.serverContent)
        take (now, *message.serverContent);

    if (! message.toolCalls.empty())
        take (now, message.toolCalls);

    if (message.sessionResumptionUpdate)
        reconnection.take (*message.sessionResumptionUpdate);

    if (message.goAway)
        reconnection.take (now, *message.goAway);

    if (message.error)
        take (*message.error);

    if (writer.takeNearlyFull())
        outbox.tell (SessionWarning{"The transcript has reached 8 MB: at 10 MB its oldest words begin to go. Save it "
                                    "before that, or end the conversation, where they matter."});

    if (cap == UsageMeter::Step::stop)
        endAtCap (now);
}

UsageMeter::Step Session::take (const UsageMetadata& usage)
{
    const auto step = meter.add (usage);
    outbox.tell (UsageReported{usage, turns.current(), meter.total(), meter.cost()});

    if (step == UsageMeter::Step::warn)
        outbox.tell (SessionWarning{"The conversation has used 80 % of what it may use; it ends at 100 %."});

    return step;
}

void Session::endAtCap (Instant now)
{
    if (! isOver (current))
        close (now, EndReason::cap, 1000,
               "The conversation has used all that it may use: raise its cap to go on longer.");
}

void Session::takeUnreadable (Instant now, const DecodeError& error)
{
    if (unreadableInARow++ == 0)
        outbox.tell (SessionWarning{"The service sent a message that cannot be read: " + error.text});

    if (unreadableInARow >= maximumUnreadable)
        close (now, EndReason::failed, 1007,
               "The service sent " + std::to_string (unreadableInARow) +
                   " messages in a row that cannot be read; check that the endpoint speaks the Gemini Live protocol.");
}

void Session::take (Instant now, const SetupComplete& setup)
{
    if (connection != ConnectionState::settingUp)
        return;

    enter (ConnectionState::open);
    reconnection.ready (now);

    staged.connected (now);

    if (current == SessionState::reconnecting)
        return resume (now);

    enter (SessionState::ready);
    activity = now;

    if (reconnection.handle().empty())
        sendHistory();

    writer.begin (now);
    outbox.tell (SessionReady{now, setup.sessionId});

    sendImages (now);
    sendWaitingTexts (now);
}

void Session::take (Instant now, const ToolCallCancellation& cancellation)
{
    for (const auto& id : cancellation.ids)
        if (const auto call = calls.cancel (id))
        {
            if (! calls.isWanted (call->execution))
                outbox.add (effect::CancelTool{call->execution});

            outbox.tell (ToolAnswered{call->id, call->name, {}, false, CallEnd::cancelled, now});
        }
}

void Session::take (Instant now, std::vector<FunctionCall>& called)
{
    // A reply that failed may have taken the connection with it.
    if (! isOpen())
        return;

    activity = now;
    speechWatch.answered();
    const auto turn = turns.isOpen() ? turns.current() : turns.current() + 1;

    for (auto& call : called)
    {
        if (call.id.empty())
        {
            outbox.tell (SessionWarning{"The service called '" + call.name +
                                        "' without an id; it cannot be answered and was not run."});
            continue;
        }

        const auto decision = calls.arrive (now, call);

        if (decision.arrival != CallLedger::Arrival::known)
            run (now, std::move (call), turn, decision);
    }
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

void Session::take (const ServerError& error)
{
    outbox.tell (SessionWarning{"The service reported error " + std::to_string (error.code) +
                                (error.status.empty() ? "" : " " + error.status) + ": " + error.message});
}

void Session::take (Instant now, ServerContent& content)
{
    activity = now;

    if (content.interrupted || content.waitingForInput)
        speechWatch.noticed();

    if (content.interrupted)
        takeInterruption (now, isInterruptionByPerson (now));

    if (content.waitingForInput)
        replyWatch.forget();

    takeTranscriptions (now, content);
    takeParts (now, content);

    // A reply that failed may have taken the connection with it, and the rest of the message.
    if (! isOpen())
        return;

    // C111: some models send what nobody asked for.
    if (const auto& said = content.outputTranscription; said && options.setup.outputAudioTranscription)
    {
        if (! said->text.empty())
        {
            openTurn (now);

            // No answer: voices have been silent whose words were written down.
            replyWatch.progress (now);
        }

        tellPiece (writer.agent (turns.current(), said->text, said->finished, now));
    }

    // They belong to the turn that is open, or to the last one.
    if (content.groundingMetadata && *content.groundingMetadata != GroundingMetadata())
        outbox.tell (SourcesReported{turns.current(), std::move (*content.groundingMetadata)});

    if (content.urlContextMetadata)
        outbox.tell (PagesRead{turns.current(), std::move (*content.urlContextMetadata)});

    if (content.generationComplete)
    {
        tellPiece (writer.close (Speaker::agent, microphone.speech()));

        if (capabilitiesOf (options.setup.model).transcribesOnly)
            tellPiece (writer.endSegment (microphone.speech()));

        if (turns.isOpen())
            outbox.add (effect::EndPlayout{turns.current()});

        turns.generated();
    }

    if (content.interactionStatus || content.turnComplete)
        takeStatus (now, content);

    if (content.turnComplete)
        completeTurn (now, content);
}

/** C60: without a word of it the end of a turn is the end of the answer. */
void Session::takeStatus (Instant now, const ServerContent& content)
{
    const auto wasBusy = interaction.isBusy();
    interaction.take (now, content.interactionStatus.value_or (InteractionStatus::idle));

    if (wasBusy && ! interaction.isBusy() && ! content.turnComplete)
        endInteraction (now);
}

/** The service has nothing more to give, though no turn ends with it. */
void Session::endInteraction (Instant now)
{
    replyWatch.completed();
    outbox.tell (TurnComplete{0, now, false, true, {}});
}

void Session::takeInterruption (Instant now, bool byPerson)
{
    outbox.add (effect::Silence{});
    oddByte.reset();
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

void Session::takeTranscriptions (Instant now, const ServerContent& content)
{
    const auto hasWords = [] (const std::optional<Transcription>& transcription)
    { return transcription && transcription->text.find_first_not_of (" \t\n") != std::string::npos; };

    if (hasWords (content.inputTranscription) || hasWords (content.interimInputTranscription))
        speechWatch.noticed();

    if (const auto& input = content.inputTranscription)
        heardPerson (input->text);

    // C111: some models send what nobody asked for.
    if (! options.setup.inputAudioTranscription)
        return;

    if (const auto& input = content.inputTranscription)
        tellPiece (writer.person (input->text, input->finished, now, microphone.speech()));

    if (const auto& interim = content.interimInputTranscription)
        tellPiece (writer.personInterim (interim->text));
}

void Session::takeParts (Instant now, const ServerContent& content)
{
    for (const auto& part : content.parts)
    {
        if (! isOpen())
            return;

        if (turns.wasGenerated() && std::holds_alternative<AudioPart> (part))
            turns.complete();

        openTurn (now);

        if (const auto* audio = std::get_if<AudioPart> (&part))
            playAudio (now, *audio);
        else if (const auto* words = std::get_if<TextPart> (&part))
            sayPart (now, *words);
        else if (const auto* code = std::get_if<ExecutableCodePart> (&part))
        {
            replyWatch.progress (now);
            outbox.tell (CodeWritten{turns.current(), *code});
        }
        else if (const auto* result = std::get_if<CodeExecutionResultPart> (&part))
        {
            replyWatch.progress (now);
            outbox.tell (CodeResult{turns.current(), *result});
        }
    }
}

/** C112: what is spoken is heard and transcribed; text beside it is reasoning, marked as such or not. */
void Session::sayPart (Instant now, const TextPart& words)
{
    if (words.thought || isSpokenSession())
    {
        replyWatch.progress (now);
        writer.thought (turns.current(), words.text, now);
        outbox.tell (ThoughtPiece{turns.current(), words.text});
    }
    else
    {
        replyWatch.answered (now, turns.current());
        tellPiece (writer.agent (turns.current(), words.text, false, now));
    }
}

bool Session::isSpokenSession() const
{
    return options.setup.outputAudioTranscription && options.setup.generationConfig.responseModality != Modality::text;
}

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

void Session::completeTurn (Instant now, const ServerContent& content)
{
    const auto wasOpen = turns.isOpen();
    const auto wasInterrupted = turns.wasInterrupted();
    oddByte.reset();
    tellPiece (writer.close (Speaker::agent, microphone.speech()));
    tellPiece (writer.close (Speaker::person, microphone.speech()));

    if (wasOpen)
        outbox.add (effect::EndPlayout{turns.current()});

    turns.complete();
    const auto isIdle = ! interaction.isBusy();
    outbox.tell (TurnComplete{wasOpen ? turns.current() : 0, now, wasInterrupted, isIdle, content.turnCompleteReason});

    // Nor is one without content that holds nothing but a call: what is made of the call's answer comes after it.
    const auto wasOfCall = std::exchange (callCame, false) && ! wasOpen && content.turnCompleteReason.empty();

    // Without content it may only close what the service had left open, unless the model chose to say nothing.
    if (mayStaySilent() || ! content.turnCompleteReason.empty())
        speechWatch.noticed();

    // The end of a turn that was interrupted is no answer to what interrupted it.
    if (current == SessionState::ready && ! wasInterrupted && ! wasOfCall)
        judgeReply (now, wasOpen ? turns.current() : turns.current() + 1);

    if (isIdle)
        replyWatch.completed();
}

void Session::playAudio (Instant now, const AudioPart& audio)
{
    const auto turn = turns.current();

    if (turns.isDead())
    {
        outbox.add (effect::Discard{turn, audio.pcm.size() / 2, audio.sampleRate});
        return;
    }

    std::vector<std::int16_t> samples;
    auto bytes = std::span (audio.pcm);

    // C83: an odd byte is the low half of the next part's first sample.
    if (oddByte && ! bytes.empty())
    {
        appendSample (samples, *oddByte, bytes.front());
        bytes = bytes.subspan (1);
        oddByte.reset();
    }

    const auto whole = bytes.size() / 2;
    const auto start = samples.size();

    if constexpr (std::endian::native == std::endian::little)
    {
        samples.resize (start + whole);
        std::memcpy (samples.data() + start, bytes.data(), whole * 2);
    }
    else
    {
        for (std::size_t i = 0; i < whole; ++i)
            appendSample (samples, bytes[2 * i], bytes[2 * i + 1]);
    }

    if (bytes.size() % 2 != 0)
        oddByte = bytes.back();

    if (samples.empty())
        return;

    // The samples stay where they are while effects are added.
    const std::span<const std::int16_t> voice (samples);
    outbox.add (effect::Play{turn, std::move (samples), audio.sampleRate});
    listenToReply (now, voice, audio.sampleRate);
}

} // namespace parlando
