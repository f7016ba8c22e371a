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

/** A service that repeats call ids without end must not exhaust memory. */
constexpr std::size_t maximumRememberedCalls = 16384;
constexpr std::size_t maximumRunningCalls = 4096;

void appendSample (std::vector<std::int16_t>& out, std::uint8_t low, std::uint8_t high)
{
    out.push_back (static_cast<std::int16_t> (static_cast<std::uint16_t> (low | (high << 8))));
}

} // namespace

void Session::messageReceived (Instant now, std::string_view json)
{
    if (current >= SessionState::closing || (line != Line::settingUp && line != Line::open))
        return;

    auto decoded = decode (json);

    if (const auto* error = std::get_if<DecodeError> (&decoded))
    {
        takeUnreadable (now, *error);
        return;
    }

    auto& message = std::get<ServerMessage> (decoded);
    unreadableInARow = 0;

    for (auto& warning : message.warnings)
        owner.notify (SessionWarning{std::move (warning)});

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

    if (cap == UsageMeter::Step::stop)
        endAtCap (now);
}

UsageMeter::Step Session::take (const UsageMetadata& usage)
{
    const auto step = meter.add (usage);
    owner.notify (UsageReported{usage, turns.current(), meter.total(), meter.cost()});

    if (step == UsageMeter::Step::warn)
        owner.notify (SessionWarning{"The conversation has used 80 % of what it may use; it ends at 100 %."});

    return step;
}

void Session::endAtCap (Instant now)
{
    if (current < SessionState::closing)
        close (now, EndReason::cap, 1000,
               "The conversation has used all that it may use: raise its cap to go on longer.");
}

void Session::takeUnreadable (Instant now, const DecodeError& error)
{
    if (unreadableInARow++ == 0)
        owner.notify (SessionWarning{"The service sent a message that cannot be read: " + error.text});

    if (unreadableInARow >= maximumUnreadable)
        close (now, EndReason::failed, 1007,
               "The service sent " + std::to_string (unreadableInARow) +
                   " messages in a row that cannot be read; check that the endpoint speaks the Gemini Live protocol.");
}

void Session::take (Instant now, const SetupComplete& setup)
{
    if (line != Line::settingUp)
        return;

    line = Line::open;
    reconnection.ready (now);

    if (std::exchange (previous, {}))
        owner.notify (SetupChange{SetupChange::Step::taken, {}, now});

    if (current == SessionState::reconnecting)
        return resume (now);

    current = SessionState::ready;
    activity = now;

    if (reconnection.handle().empty())
        sendHistory();

    writer.begin (now);
    owner.notify (SessionReady{now, setup.sessionId});

    sendImages (now);
    sendWaitingTexts (now);
}

void Session::take (Instant now, const ToolCallCancellation& cancellation)
{
    for (const auto& id : cancellation.ids)
    {
        const auto call = runningCalls.find (id);

        if (call == runningCalls.end())
            continue;

        const auto name = call->second;
        runningCalls.erase (call);
        owner.cancelTool (id);
        owner.notify (ToolAnswered{id, name, {}, false, CallEnd::cancelled, now});
    }
}

void Session::take (Instant now, std::vector<FunctionCall>& calls)
{
    // A reply that failed may have taken the connection with it.
    if (! isOpen())
        return;

    activity = now;
    const auto turn = turns.isOpen() ? turns.current() : turns.current() + 1;
    replyWatch.answered (now, turn);

    for (auto& call : calls)
    {
        if (call.id.empty())
        {
            owner.notify (SessionWarning{"The service called '" + call.name +
                                         "' without an id; it cannot be answered and was not run."});
            continue;
        }

        const auto isKnown = runningCalls.contains (call.id) || answeredCalls.contains (call.id);

        if (isKnown)
            continue;

        if (answeredCalls.size() >= maximumRememberedCalls)
            answeredCalls.clear();

        runningCalls.emplace (call.id, call.name);
        owner.notify (ToolCalled{call, now, turn});

        if (runningCalls.size() <= maximumRunningCalls)
            owner.runTool (call, turn);
        else
            toolFinished (now, {call.id,
                                call.name,
                                {{"status", "error"},
                                 {"error", "Too many calls are under way: wait for their answers."},
                                 {"retryable", true}},
                                true});
    }
}

void Session::take (const ServerError& error)
{
    owner.notify (SessionWarning{"The service reported error " + std::to_string (error.code) +
                                 (error.status.empty() ? "" : " " + error.status) + ": " + error.message});
}

void Session::take (Instant now, ServerContent& content)
{
    activity = now;

    if (content.interrupted)
        takeInterruption (now);

    if (content.waitingForInput)
        replyWatch.forget();

    takeTranscriptions (now, content);
    takeParts (now, content);

    // A reply that failed may have taken the connection with it, and the rest of the message.
    if (! isOpen())
        return;

    if (content.outputTranscription)
    {
        openTurn (now);

        // No answer: voices have been silent whose words were written down.
        if (! content.outputTranscription->text.empty())
            replyWatch.progress (now);

        tell (writer.agent (turns.current(), content.outputTranscription->text, content.outputTranscription->finished,
                            now));
    }

    // They belong to the turn that is open, or to the last one.
    if (content.groundingMetadata)
        owner.notify (SourcesReported{turns.current(), std::move (*content.groundingMetadata)});

    if (content.urlContextMetadata)
        owner.notify (PagesRead{turns.current(), std::move (*content.urlContextMetadata)});

    if (content.generationComplete)
    {
        tell (writer.close (Speaker::agent, speech));
        owner.endPlayout (turns.current());
        turns.generated();
    }

    if (content.turnComplete)
        completeTurn (now, content);
}

void Session::takeInterruption (Instant now)
{
    owner.discardPlayout();
    oddByte.reset();
    const auto turn = turns.isOpen() ? turns.current() : playingTurn;
    turns.interrupted();
    tell (writer.close (Speaker::agent, speech));
    writer.agentCut (turn);
    owner.notify (Interrupted{turn, now});
}

void Session::takeTranscriptions (Instant now, const ServerContent& content)
{
    if (const auto& input = content.inputTranscription)
    {
        heardPerson (input->text);
        tell (writer.person (input->text, input->finished, now, speech));
    }

    if (const auto& interim = content.interimInputTranscription)
        tell (writer.personInterim (interim->text));
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
        {
            if (words->thought)
            {
                replyWatch.progress (now);
                writer.thought (turns.current(), words->text, now);
                owner.notify (ThoughtPiece{turns.current(), words->text});
            }
            else
            {
                replyWatch.answered (now, turns.current());
                tell (writer.agent (turns.current(), words->text, false, now));
            }
        }
        else if (const auto* code = std::get_if<ExecutableCodePart> (&part))
        {
            replyWatch.progress (now);
            owner.notify (CodeWritten{turns.current(), *code});
        }
        else if (const auto* result = std::get_if<CodeExecutionResultPart> (&part))
        {
            replyWatch.progress (now);
            owner.notify (CodeResult{turns.current(), *result});
        }
    }
}

void Session::openTurn (Instant now)
{
    farewellHeard = farewellHeard || current == SessionState::farewell;
    lastContent = now;
    restDue.reset();

    if (turns.content())
    {
        replySound.begin();
        owner.notify (TurnStarted{turns.current(), now});
    }
}

void Session::completeTurn (Instant now, const ServerContent& content)
{
    const auto wasOpen = turns.isOpen();
    const auto wasInterrupted = turns.isDead();
    oddByte.reset();
    tell (writer.close (Speaker::agent, speech));
    tell (writer.close (Speaker::person, speech));

    if (wasOpen)
        owner.endPlayout (turns.current());

    turns.complete();
    const auto idle = content.interactionStatus != InteractionStatus::inProgress;
    owner.notify (TurnComplete{wasOpen ? turns.current() : 0, now, wasInterrupted, idle, content.turnCompleteReason});

    // The end of a turn that was interrupted is no answer to what interrupted it.
    if (current == SessionState::ready && ! wasInterrupted)
        judgeReply (now, wasOpen ? turns.current() : turns.current() + 1);

    replyWatch.completed();
}

void Session::playAudio (Instant now, const AudioPart& audio)
{
    const auto turn = turns.current();

    if (turns.isDead())
    {
        owner.discard (turn, audio.pcm.size() / 2, audio.sampleRate);
        return;
    }

    samples.clear();
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

    owner.play (turn, samples, audio.sampleRate);
    listenToReply (now, samples, audio.sampleRate);
}

} // namespace parlando
