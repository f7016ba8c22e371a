#include "Session.h"

#include <algorithm>
#include <utility>

namespace parlando
{

namespace
{

constexpr std::size_t maximumTextBytes = 64 * 1024;
constexpr std::size_t maximumWaitingTexts = 256;
constexpr std::size_t mostUnsentBeforeImage = 8u << 20;

} // namespace

Session::Session (Options sessionOptions, std::unique_ptr<Wire> serviceWire)
    : wire (std::move (serviceWire)), options (std::move (sessionOptions)), traits (wire->traitsOf (options.agent)),
      microphone (outbox, rate, options.losslessMicrophone), writer (std::move (options.earlier)),
      turns (writer.lastTurn()), meter (options.cap, options.prices, traits.model), reconnection (options.seed)
{
    define();
    reconnection.setHandle (traits.handle);
}

std::span<SessionEffect> Session::handle (Instant now, SessionInput&& input)
{
    outbox.clear();
    std::visit ([&] (auto& each) { take (now, std::move (each)); }, input);
    return outbox.all();
}

void Session::take (Instant now, input::Start&&)
{
    enter (SessionState::connecting);
    activity = now;

    if (! meter.canWatch())
        return end (now, EndReason::failed, {1000, {}, {}},
                    "The cost of " + traits.model +
                        " cannot be capped, as its prices are not known: cap the tokens, or give a price table.");

    tellAdjustments (options.agent);
    openConnection();
}

void Session::take (Instant now, input::ConnectionOpened&&)
{
    if (connection != ConnectionState::opening || isOver (current))
        return;

    if (current == SessionState::connecting)
        enter (SessionState::settingUp);

    enter (ConnectionState::settingUp);
    deadline = now + options.setupTimeout;
    received.clear();
    outbox.open ({options.agent, reconnection.handle(), options.reconnects,
                  reconnection.handle().empty() ? historyOf (writer.transcript()) : std::vector<HistoryTurn>()},
                 received);
    workThroughReceived (now);
}

void Session::take (Instant now, input::ConnectionClosed&& input)
{
    if (connection == ConnectionState::none || current == SessionState::ended)
        return;

    const auto& closed = input.end;
    outbox.setUnsentBytes (0);
    const auto ended = connection;
    enter (ConnectionState::none);

    if (current == SessionState::closing)
    {
        end (now, endReason, closed, endError);
        return;
    }

    const auto isPresumed = presumedUntil && now < *presumedUntil;
    const auto wasReady = ended == ConnectionState::open && ! isPresumed;
    const auto verdict = wire->closed (closed.code, closed.reason, wasReady);
    const auto isOtherSetupNeeded = current == SessionState::settingUp && verdict.hasOtherForm;

    if (isOtherSetupNeeded)
        enter (SessionState::connecting);

    if (ended == ConnectionState::replaced || isOtherSetupNeeded)
        return openConnection();

    // Also after a normal close: with it the service ends connections that have reached their limit (section 3.10).
    if (options.reconnects && (current == SessionState::ready || current == SessionState::reconnecting))
        return lose (now, closed, verdict, wasReady);

    const auto isNormal = isOpen() && closed.error.empty() && (closed.code == 1000 || closed.code == 1001);

    if (current == SessionState::farewell)
        end (now, EndReason::conversation, closed, {});
    else if (isNormal)
        end (now, EndReason::server, closed, {});
    else if (! closed.error.empty())
        end (now, EndReason::failed, closed, closed.error);
    else
        end (now, EndReason::failed, closed,
             isOpen() ? explainClose (closed.code, closed.reason, verdict.advice)
                      : explainRefusal (closed.code, closed.reason, verdict.advice, traits.model));
}

void Session::enter (SessionState next)
{
    using Way = MicrophoneUplink::Way;
    parlando::enter (current, next);
    microphone.setWay (current == SessionState::ready          ? Way::open
                       : current == SessionState::reconnecting ? Way::kept
                       : mayTalk (current)                     ? Way::shut
                                                               : Way::over);
}

void Session::enter (ConnectionState next) { parlando::enter (connection, next); }

//==============================================================================
void Session::take (Instant now, input::MicrophoneFrame&& captured)
{
    outbox.setUnsentBytes (captured.unsentBytes);
    holdMicrophone (now);
    microphone.process (now, captured.samples);

    if (current == SessionState::ready)
        reconnection.noteInput (now);

    if (current == SessionState::ready || current == SessionState::reconnecting)
        speechWatch.frame (now, captured.samples, microphone.speech(), mayBeEcho (now));
}

void Session::take (Instant, input::MicrophoneMuted&&)
{
    microphone.mute();
    speechWatch.discardSpeech();
}

void Session::take (Instant, input::PersonActivity&& told) { microphone.setActivity (told.isSpeaking); }

/** C119. */
void Session::holdMicrophone (Instant now)
{
    const auto awaitsBlockingCall =
        std::any_of (calls.open().begin(), calls.open().end(),
                     [this] (const auto& call) { return ! traits.nonBlockingFunctions.contains (call.name); });
    microphone.hold (now, current == SessionState::ready && awaitsBlockingCall && traits.holdsMicrophoneDuringCalls);
}

void Session::take (Instant now, input::Text&& input)
{
    auto& typed = input.text;

    if (typed.empty())
        return;

    if (typed.size() > maximumTextBytes)
        return refuseText ("it is longer than 64 kB; send it in parts");

    if (isOver (current))
        return refuseText ("the conversation is over");

    activity = now;

    if (isOpen() && images.isEmpty())
    {
        reconnection.noteInput (now);
        tellPiece (writer.personTyped (typed, now));
        sendText (typed);
        lastTyped = now;
        replyWatch.asked (now, typed, turns.isOpen() ? turns.current() : 0);
        speechWatch.noticed(); // who types does not wait for it

        // The answer is the goodbye.
        farewellHeard = false;
        deadline = current == SessionState::farewell ? now + options.farewellTimeout : deadline;
    }
    else if (waitingTexts.size() < maximumWaitingTexts)
        waitingTexts.push_back (std::move (typed));
    else
        refuseText (std::to_string (maximumWaitingTexts) + " others wait already");
}

void Session::refuseText (std::string_view why)
{
    outbox.tell (SessionWarning{"The text was not sent: " + std::string (why) + "."});
}

void Session::take (Instant now, input::Image&& image)
{
    if (current == SessionState::farewell || isOver (current))
        return outbox.tell (SessionWarning{"The picture was not sent: the conversation is over."});

    if (! traits.takesImages)
        return outbox.tell (SessionWarning{"The picture was not sent: this service takes none."});

    if (auto problem = images.push (now, std::move (image.file), image.kind, current == SessionState::ready))
        outbox.tell (SessionWarning{std::move (*problem)});

    sendImages (now);
}

void Session::take (Instant now, input::ToolFinished&& finished)
{
    if (! isOpen())
        return;

    const auto answered = calls.finish (now, finished.reply);

    for (const auto& call : answered)
        answer (now, call, finished.reply);
}

/** Gives the outcome to one of the calls that asked for it. */
void Session::answer (Instant now, const CallLedger::Open& call, const ToolReply& reply)
{
    activity = now;
    interaction.hold (now);

    auto response = reply.response.is_object() ? reply.response : nlohmann::json{{"output", reply.response}};
    const auto scheduling = takesScheduling (call.name) ? reply.scheduling : std::nullopt;
    const auto isSilent = scheduling == Scheduling::silent;

    if (scheduling == Scheduling::interrupt)
        lastInterruptAnswer = now;

    outbox.tell (ToolAnswered{call.id, call.name, response, reply.isError, CallEnd::answered, now});
    outbox.send (command::ToolAnswer{call.id, call.name, std::move (response), scheduling, reply.isError});

    if (calls.open().empty() && ! isSilent)
        replyWatch.toolAnswered (now);

    if (reply.endsConversation && current == SessionState::ready)
    {
        enter (SessionState::farewell);
        deadline = now + options.farewellTimeout;
        farewellHeard = false;
    }
}

bool Session::takesScheduling (const std::string& function) const
{
    return traits.takesScheduling && traits.nonBlockingFunctions.contains (function);
}

void Session::take (Instant now, input::Interrupt&&)
{
    if (! isOpen() && current != SessionState::reconnecting)
        return;

    if (isGenerating())
        tellInterruption();

    replyWatch.forget();
    takeInterruption (now, true);
}

/** Something is being said or thought that the service would send. */
bool Session::isGenerating() const { return isOpen() && (isHalfSaid() || replyWatch.isWaiting()); }

/** What nobody hears should not be said, nor paid. Where the service has no form for that and detection is off, an
    activity takes the word, and keeps it until the person has spoken. */
void Session::tellInterruption()
{
    if (traits.canBeInterrupted)
        outbox.send (command::Interrupt{});
    else if (microphone.marksActivity() && ! microphone.isStreamOpen())
        microphone.takeWord();
}

void Session::take (Instant, input::PlayoutBegan&& began)
{
    playingTurn = began.turn;
    activity = std::max (activity, began.when);
    writer.agentBegan (began.turn, began.when);
}

void Session::take (Instant, input::PlayoutStopped&& stopped)
{
    auto& [when, turn, playback] = stopped;

    if (playingTurn == turn)
        playingTurn = 0;

    lastHeard = when;
    activity = std::max (activity, when);
    playback.interrupted = playback.interrupted || turn == cutTurn;
    writer.agentStopped (turn, when, playback);

    for (const auto& cut : spokenItems.stopped (turn, playback.heard))
        if (isOpen() && connection == ConnectionState::open)
            outbox.send (cut);
}

void Session::take (Instant now, input::Tick&& tick)
{
    const auto playoutIsDry = tick.playoutIsDry;
    outbox.setUnsentBytes (tick.unsentBytes);
    isPrepared = tick.isPrepared;
    isHandOverUnwelcome = tick.isHandOverUnwelcome;
    microphone.drain();
    sendImages (now);
    tickConnection (now);
    tickWatch (now, playoutIsDry);
    tickUnread (now);
    holdMicrophone (now);
    microphone.tick (now);

    if (current == SessionState::settingUp && now >= deadline)
    {
        close (now, EndReason::failed, 1000,
               "The service took the connection but not the setup within " +
                   std::to_string (options.setupTimeout.count() / 1000) +
                   " s; check the model's name and the fields of the setup, or try again.");
    }
    else if (current == SessionState::farewell)
    {
        const auto hasSaidGoodbye = farewellHeard && ! turns.isOpen() && ! interaction.isBusy() && playoutIsDry;
        const auto staysSilent = playoutIsDry && now - activity >= options.farewellSilence;

        if (hasSaidGoodbye || staysSilent || now >= deadline)
            close (now, EndReason::conversation, 1000, {});
    }
}

void Session::take (Instant now, input::Stop&&)
{
    if (current == SessionState::disconnected || isOver (current))
        return;

    outbox.add (effect::Silence{});
    close (now, EndReason::asked, 1000, {});
}

void Session::take (Instant now, input::Fail&& failure)
{
    if (current == SessionState::disconnected || current == SessionState::ended)
        return;

    outbox.add (effect::Silence{});
    end (now, EndReason::failed, {}, std::move (failure.error));
}

//==============================================================================
void Session::sendImages (Instant now)
{
    // A network that is slow gets one after the other.
    if (current != SessionState::ready || images.isEmpty() || outbox.unsentBytes() > mostUnsentBeforeImage)
        return;

    if (auto file = images.next (now))
    {
        std::string type (imageTypeOf (*file));
        outbox.send (command::Image{std::move (type), std::move (*file)});
    }

    sendWaitingTexts (now);
}

/** Those that wait for images leave after them. */
void Session::sendWaitingTexts (Instant now)
{
    if (images.isEmpty())
        for (auto& typed : std::exchange (waitingTexts, {}))
            take (now, input::Text{std::move (typed)});
}

void Session::sendText (const std::string& typed)
{
    // Nobody speaks in the activity that an interruption has begun.
    microphone.giveBackWord();

    outbox.send (command::Text{typed});
}

void Session::close (Instant now, EndReason reason, int code, std::string error)
{
    endReason = reason;
    endError = std::move (error);
    endRunningCalls (now);

    // Between two connections there is nothing to close, and nobody who would say that it is closed.
    if (connection == ConnectionState::none)
        return end (now, reason, {1000, {}, {}}, endError);

    enter (SessionState::closing);
    outbox.add (effect::Close{code, usualFarewell});
}

void Session::end (Instant now, EndReason reason, const ConnectionEnd& closed, std::string error)
{
    endRunningCalls (now);
    tellPiece (writer.close (Speaker::person, microphone.speech()));
    tellPiece (writer.close (Speaker::agent, microphone.speech()));

    if (turns.isOpen())
        outbox.add (effect::EndPlayout{turns.current()});

    turns.complete();
    microphone.end();

    if (const auto left = std::exchange (waitingTexts, {}).size(); left > 0)
        outbox.tell (SessionWarning{left == 1 ? std::string ("The conversation ended before your text was sent.")
                                              : "The conversation ended before " + std::to_string (left) +
                                                    " of your texts were sent."});

    enter (SessionState::ended);
    outbox.tell (SessionEnded{reason, closed.code, closed.reason, std::move (error), now});
}

void Session::endRunningCalls (Instant now)
{
    for (const auto& call : calls.endConnection())
    {
        outbox.add (effect::CancelTool{call.execution});
        outbox.tell (ToolAnswered{call.id, call.name, {}, false, CallEnd::expired, now});
    }
}

void Session::tellPiece (std::optional<TranscriptPiece>&& piece)
{
    if (piece)
        outbox.tell (std::move (*piece));
}

} // namespace parlando
