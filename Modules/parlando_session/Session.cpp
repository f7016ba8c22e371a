#include "Session.h"

#include "CloseAdvice.h"

#include <algorithm>
#include <utility>

namespace parlando
{

namespace
{

/** In the person's name: the next that they say follows it. */
constexpr auto interruptionNote = "(I interrupted you here. Wait until I speak.)";

constexpr std::size_t maximumTextBytes = 64 * 1024;
constexpr std::size_t maximumWaitingTexts = 256;
constexpr std::size_t mostUnsentBeforeImage = 8u << 20;

} // namespace

Session::Session (Options sessionOptions)
    : options (std::move (sessionOptions)), microphone (outbox, options.losslessMicrophone),
      writer (std::move (options.earlier)), turns (writer.lastTurn()),
      meter (options.cap, options.prices, options.setup.model), reconnection (options.seed)
{
    writer.setInputPieces (capabilitiesOf (options.setup.model).inputPieces);
    microphone.setMarksActivity (options.setup.isDetectionOff());

    if (const auto& resumption = options.setup.sessionResumption)
        reconnection.setHandle (resumption->handle);
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
                    "The cost of " + options.setup.model +
                        " cannot be capped, as its prices are not known: cap the tokens, or give a price table.");

    tellChanges (options.setup);
    beginWatching();
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
    outbox.send (setupToSend());
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

    const auto isOtherSetupNeeded = current == SessionState::settingUp && refusesHistoryConfig (closed);

    if (isOtherSetupNeeded)
        enter (SessionState::connecting);

    if (ended == ConnectionState::replaced || isOtherSetupNeeded)
        return openConnection();

    // Also after a normal close: with it the service ends connections that have reached their limit (section 3.10).
    if (options.reconnects && (current == SessionState::ready || current == SessionState::reconnecting))
        return lose (now, closed, ended == ConnectionState::open);

    const auto isNormal = isOpen() && closed.error.empty() && (closed.code == 1000 || closed.code == 1001);

    if (current == SessionState::farewell)
        end (now, EndReason::conversation, closed, {});
    else if (isNormal)
        end (now, EndReason::server, closed, {});
    else if (! closed.error.empty())
        end (now, EndReason::failed, closed, closed.error);
    else
        end (now, EndReason::failed, closed,
             isOpen() ? explainClose (closed.code, closed.reason)
                      : explainRefusal (closed.code, closed.reason, options.setup.model));
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

/** C119. */
void Session::holdMicrophone (Instant now)
{
    const auto awaitsBlockingCall = std::any_of (calls.open().begin(), calls.open().end(),
                                                 [this] (const auto& call) { return ! isNonBlocking (call.name); });
    microphone.hold (now, current == SessionState::ready && awaitsBlockingCall &&
                              capabilitiesOf (options.setup.model).holdsMicrophoneDuringCalls);
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

    FunctionResponse response;
    response.id = call.id;
    response.name = call.name;
    response.response = reply.response.is_object() ? reply.response : nlohmann::json{{"output", reply.response}};
    response.scheduling = takesScheduling (call.name) ? reply.scheduling : std::nullopt;
    const auto isSilent = response.scheduling == Scheduling::silent;

    if (response.scheduling == Scheduling::interrupt)
        lastInterruptAnswer = now;

    outbox.tell (ToolAnswered{call.id, call.name, response.response, reply.isError, CallEnd::answered, now});
    outbox.send (ToolResponse{{std::move (response)}});

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
    return capabilitiesOf (options.setup.model).scheduling && isNonBlocking (function);
}

bool Session::isNonBlocking (const std::string& function) const
{
    for (const auto& set : options.setup.tools)
        for (const auto& each : set.functionDeclarations)
            if (each.name == function)
                return each.behavior == Behavior::nonBlocking;

    return false;
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

/** What nobody hears should not be said, nor paid. A note that ends no turn stops the service and lets it wait
   (sections 2.6 and 4.3, C110). A model that takes no such note in mid-session has no form for it while it detects
   speech itself: a typed word would be answered. With detection off an activity takes the word, and keeps it until the
   person has spoken (C44). */
void Session::tellInterruption()
{
    if (capabilitiesOf (options.setup.model).contentInterrupts)
        outbox.send (ClientContent{{Content::text ("user", interruptionNote)}, false});
    else if (microphone.marksActivity() && ! microphone.isStreamOpen())
    {
        microphone.takeWord();
    }
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
}

void Session::take (Instant now, input::Tick&& tick)
{
    const auto playoutIsDry = tick.playoutIsDry;
    outbox.setUnsentBytes (tick.unsentBytes);
    isPrepared = tick.isPrepared;
    hostRecords = tick.hostRecords;
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
        outbox.send (RealtimeInput::makeVideo ({std::move (type), std::move (*file)}));
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

    // C93: one way or the other, never both.
    if (capabilitiesOf (options.setup.model).textByRealtimeInput)
        outbox.send (RealtimeInput::makeText (typed));
    else
        outbox.send (ClientContent{{Content::text ("user", typed)}, true});
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
