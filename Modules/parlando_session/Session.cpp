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
      reconnection (options.seed), microphone (outbox, rate, options.losslessMicrophone),
      writer (std::move (options.earlier)), meter (options.cap, options.prices, traits.model)
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
    connection.open();
}

void Session::take (Instant now, input::ConnectionOpened&&)
{
    if (connection.state() != ConnectionState::opening || isOver (current))
        return;

    if (current == SessionState::connecting)
        enter (SessionState::settingUp);

    connection.opened (now + options.setupTimeout);
    received.clear();
    outbox.open ({options.agent, reconnection.handle(), options.reconnects,
                  reconnection.handle().empty() ? historyOf (writer.transcript()) : std::vector<HistoryTurn>()},
                 received);
    workThroughReceived (now);
}

void Session::take (Instant now, input::ConnectionClosed&& input)
{
    if (connection.state() == ConnectionState::none || current == SessionState::ended)
        return;

    const auto& closed = input.end;
    outbox.setUnsentBytes (0);
    const auto [was, wasReady] = connection.closed (now);

    if (current == SessionState::closing)
    {
        end (now, endReason, closed, endError);
        return;
    }

    const auto verdict = wire->closed (closed.code, closed.reason, wasReady);
    const auto isOtherSetupNeeded = current == SessionState::settingUp && verdict.hasOtherForm;

    if (isOtherSetupNeeded)
        enter (SessionState::connecting);

    if (was == ConnectionState::replaced || isOtherSetupNeeded)
        return connection.open();

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

//==============================================================================
void Session::take (Instant now, input::MicrophoneFrame&& captured)
{
    outbox.setUnsentBytes (captured.unsentBytes);
    holdMicrophone (now);

    if (captured.voice)
        hear (now, *captured.voice);
    else if (wantsVoice())
        microphone.setDetected (std::nullopt);

    microphone.process (now, captured.samples);

    if (current == SessionState::ready)
        reconnection.noteInput (now);

    if (current == SessionState::ready || current == SessionState::reconnecting)
        speechWatch.frame (now, captured.samples, microphone.speech(), turns.mayBeInRoom (now) || isUnheardHere());
}

void Session::take (Instant now, input::MicrophoneMuted&&)
{
    microphone.mute();
    loseVoice (now);
    speechWatch.discardSpeech();
}

void Session::take (Instant, input::PersonActivity&& told)
{
    microphone.setActivity (told.isSpeaking);

    // What was heard before somebody took over says nothing about what comes after.
    if (! told.isSpeaking || ! wantsVoice())
        return;

    detector.stop();
    microphone.setDetected (false);
}

/** C119. */
void Session::holdMicrophone (Instant now)
{
    microphone.hold (now,
                     current == SessionState::ready && traits.holdsMicrophoneDuringCalls && calls.isBlockingOpen());
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
        outbox.tell (writer.personTyped (typed, now));
        sendText (typed);
        lastTyped = now;
        replyWatch.asked (now, typed, turns.isOpen() ? turns.current() : 0);
        speechWatch.noticed(); // who types does not wait for it

        // The answer is the goodbye.
        farewellHeard = false;
        farewellEnd = now + options.farewellTimeout;
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
    if (isOpen())
        takeAnswered (now, calls.finish (now, finished.answer));
}

void Session::takeAnswered (Instant now, const ToolCalls::Answered& answered)
{
    if (! answered.isAny)
        return;

    activity = now;
    interaction.hold (now);

    if (answered.isToBeSpokenOf)
        replyWatch.toolAnswered (now);

    if (answered.endsConversation && current == SessionState::ready)
    {
        microphone.endOpenActivity();
        enter (SessionState::farewell);
        farewellEnd = now + options.farewellTimeout;
        farewellHeard = false;
    }
}

void Session::take (Instant now, input::Interrupt&&)
{
    if (! isOpen() && current != SessionState::reconnecting)
        return;

    if (isGenerating())
        tellInterruption();

    replyWatch.forget();
    (void)bargeIn.stop();
    takeInterruption (now, true);
}

/** Something is being said or thought that the service would send. */
bool Session::isGenerating() const { return isOpen() && (turns.isHalfSaid() || replyWatch.isWaiting()); }

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
    activity = std::max (activity, began.when);
    turns.playoutBegan (began.when, began.turn);
}

void Session::take (Instant, input::PlayoutStopped&& stopped)
{
    activity = std::max (activity, stopped.when);

    for (const auto& cut : turns.playoutStopped (stopped.when, stopped.turn, stopped.playback))
        if (isOpen() && connection.isOpen())
            outbox.send (cut);
}

void Session::take (Instant now, input::Tick&& tick)
{
    const auto playoutIsDry = tick.playoutIsDry;
    outbox.setUnsentBytes (tick.unsentBytes);
    connection.setPrepared (tick.isPrepared);
    isHandOverUnwelcome = tick.isHandOverUnwelcome;
    microphone.drain();
    tickBargeIn (now);
    sendImages (now);
    tickConnection (now);
    tickWatch (now, playoutIsDry);
    tickUnread (now);
    holdMicrophone (now);
    microphone.tick (now);

    if (current == SessionState::settingUp && connection.isSetupOverdue (now))
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

        if (hasSaidGoodbye || staysSilent || now >= farewellEnd)
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
    loseVoice (now);

    if (connection.isOpen())
        microphone.endOpenActivity();

    endReason = reason;
    endError = std::move (error);
    calls.expire (now);

    // Between two connections there is nothing to close, and nobody who would say that it is closed.
    if (connection.state() == ConnectionState::none)
        return end (now, reason, {1000, {}, {}}, endError);

    enter (SessionState::closing);
    connection.close (code);
}

void Session::end (Instant now, EndReason reason, const ConnectionEnd& closed, std::string error)
{
    loseVoice (now);
    calls.expire (now);
    outbox.tellPiece (writer.close (Speaker::person, microphone.speech()));
    turns.complete();
    microphone.end();

    if (const auto left = std::exchange (waitingTexts, {}).size(); left > 0)
        outbox.tell (SessionWarning{left == 1 ? std::string ("The conversation ended before your text was sent.")
                                              : "The conversation ended before " + std::to_string (left) +
                                                    " of your texts were sent."});

    enter (SessionState::ended);
    outbox.tell (SessionEnded{reason, closed.code, closed.reason, std::move (error), now});
}

} // namespace parlando
