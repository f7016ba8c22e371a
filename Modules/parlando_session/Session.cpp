#include "Session.h"

#include "CloseAdvice.h"

#include <algorithm>
#include <utility>

namespace parlando
{

namespace
{

constexpr int microphoneRate = 16000;

/** How far the network may be behind before microphone audio waits here: together with the backlog 2 s (C47). */
constexpr std::size_t liveUnsentBytes = 32 * 1024;
constexpr std::size_t losslessUnsentBytes = 512 * 1024;
constexpr std::size_t backlogFrames = 65;

constexpr std::size_t maximumTextBytes = 64 * 1024;
constexpr std::size_t maximumWaitingTexts = 256;

/** C45: a microphone that is silent for longer, muted or paused, is told to the service. */
constexpr auto streamEndAfter = Milliseconds (1000);

} // namespace

Session::Session (Options sessionOptions, SessionOwner& sessionOwner)
    : options (std::move (sessionOptions)), owner (sessionOwner)
{
}

void Session::start (Instant now)
{
    current = SessionState::connecting;
    activity = now;
    owner.openConnection();
}

void Session::connectionOpened (Instant now)
{
    if (current != SessionState::connecting)
        return;

    current = SessionState::settingUp;
    deadline = now + options.setupTimeout;
    sendMessage (options.setup);
}

void Session::connectionClosed (Instant now, const ConnectionEnd& closed)
{
    if (current == SessionState::ended)
        return;

    if (current == SessionState::closing)
    {
        end (now, endReason, closed, endError);
        return;
    }

    const auto wasOpen = isOpen();
    const auto isNormal = wasOpen && closed.error.empty() && (closed.code == 1000 || closed.code == 1001);

    if (current == SessionState::farewell)
        end (now, EndReason::conversation, closed, {});
    else if (isNormal)
        end (now, EndReason::server, closed, {});
    else
        end (now, EndReason::failed, closed,
             closed.error.empty() ? explainClose (closed.code, closed.reason) : closed.error);
}

void Session::microphoneFrame (Instant now, std::span<const std::int16_t> frame)
{
    speech.process (frame, now);
    lastFrame = now;

    if (current != SessionState::ready)
    {
        samplesDropped += current < SessionState::ready ? frame.size() : 0;
        return;
    }

    if (backlog.empty() && owner.unsentBytes() < liveUnsentBytes)
    {
        sendFrame (frame);
        return;
    }

    if (options.losslessMicrophone)
    {
        sendFrame (frame);
        return;
    }

    backlog.emplace_back (frame.begin(), frame.end());

    if (backlog.size() > backlogFrames)
    {
        samplesDropped += backlog.front().size();
        backlog.pop_front();
    }

    drainBacklog();
}

bool Session::wantsMicrophone() const
{
    return ! options.losslessMicrophone || owner.unsentBytes() < losslessUnsentBytes;
}

void Session::discardMicrophone()
{
    for (const auto& waiting : std::exchange (backlog, {}))
        samplesDropped += waiting.size();
}

void Session::text (Instant now, std::string typed)
{
    if (typed.empty())
        return;

    if (typed.size() > maximumTextBytes)
    {
        owner.notify (SessionWarning{"The text is longer than 64 kB and was not sent; send it in parts."});
        return;
    }

    activity = now;

    if (current == SessionState::ready)
    {
        tell (writer.personTyped (typed, now));
        sendText (typed);
    }
    else if (current <= SessionState::settingUp && waitingTexts.size() < maximumWaitingTexts)
        waitingTexts.push_back (std::move (typed));
}

void Session::toolFinished (Instant now, const ToolReply& reply)
{
    const auto call = runningCalls.find (reply.id);

    if (call == runningCalls.end() || ! isOpen())
        return;

    runningCalls.erase (call);
    answeredCalls.insert (reply.id);
    activity = now;

    FunctionResponse response;
    response.id = reply.id;
    response.name = reply.name;
    response.response = reply.response.is_object() ? reply.response : nlohmann::json{{"output", reply.response}};
    owner.notify (ToolAnswered{reply.id, reply.name, response.response, reply.isError, false, now});
    sendMessage (ToolResponse{{std::move (response)}});

    if (reply.endsConversation && current == SessionState::ready)
    {
        current = SessionState::farewell;
        deadline = now + options.farewellTimeout;
        farewellHeard = false;
    }
}

void Session::interrupt (Instant now)
{
    if (isOpen())
        takeInterruption (now);
}

void Session::playoutBegan (Instant when, std::uint64_t turn)
{
    playingTurn = turn;
    activity = std::max (activity, when);
    writer.agentBegan (turn, when);
}

void Session::playoutStopped (Instant when, std::uint64_t turn, bool interrupted)
{
    if (playingTurn == turn)
        playingTurn = 0;

    activity = std::max (activity, when);
    writer.agentStopped (turn, when, interrupted);
}

void Session::tick (Instant now, bool playoutIsDry)
{
    drainBacklog();

    const auto isPaused = backlog.empty() && wantsMicrophone() && now - lastFrame >= streamEndAfter;

    if (streamIsOpen && isPaused && current == SessionState::ready)
    {
        streamIsOpen = false;
        sendMessage (RealtimeInput::makeAudioStreamEnd());
    }

    if (current == SessionState::settingUp && now >= deadline)
    {
        close (now, EndReason::failed, 1000,
               "The service took the connection but not the setup within " +
                   std::to_string (options.setupTimeout.count() / 1000) +
                   " s; check the model's name and the fields of the setup, or try again.");
    }
    else if (current == SessionState::farewell)
    {
        const auto hasSaidGoodbye = farewellHeard && ! turns.isOpen() && playoutIsDry;
        const auto staysSilent = playoutIsDry && now - activity >= options.farewellSilence;

        if (hasSaidGoodbye || staysSilent || now >= deadline)
            close (now, EndReason::conversation, 1000, {});
    }
}

void Session::stop (Instant now)
{
    if (current == SessionState::disconnected || current >= SessionState::closing)
        return;

    owner.discardPlayout();
    close (now, EndReason::asked, 1000, {});
}

//==============================================================================
void Session::sendFrame (std::span<const std::int16_t> frame)
{
    outgoing.clear();
    appendRealtimeAudio (outgoing, frame, microphoneRate);
    owner.send (outgoing);
    samplesSent += frame.size();
    streamIsOpen = true;
}

void Session::drainBacklog()
{
    while (! backlog.empty() && current == SessionState::ready && owner.unsentBytes() < liveUnsentBytes)
    {
        sendFrame (backlog.front());
        backlog.pop_front();
    }
}

void Session::sendMessage (const ClientMessage& message) { owner.send (encode (message)); }

void Session::sendText (const std::string& typed)
{
    // C93: one way or the other, never both.
    if (capabilitiesOf (options.setup.model).textByRealtimeInput)
        sendMessage (RealtimeInput::makeText (typed));
    else
        sendMessage (ClientContent{{Content::text ("user", typed)}, true});
}

void Session::close (Instant now, EndReason reason, int code, std::string error)
{
    endReason = reason;
    endError = std::move (error);
    cancelRunningCalls (now);
    current = SessionState::closing;
    owner.closeConnection (code, {});
}

void Session::end (Instant now, EndReason reason, const ConnectionEnd& closed, std::string error)
{
    cancelRunningCalls (now);
    tell (writer.close (Speaker::person, speech));
    tell (writer.close (Speaker::agent, speech));

    if (turns.isOpen())
        owner.endPlayout (turns.current());

    turns.complete();
    samplesDropped += static_cast<std::uint64_t> (backlog.size()) * (microphoneRate / 50);
    backlog.clear();
    current = SessionState::ended;
    owner.notify (SessionEnded{reason, closed.code, closed.reason, std::move (error), now});
}

void Session::cancelRunningCalls (Instant now)
{
    // C38: their late results are dropped.
    for (const auto& [id, name] : std::exchange (runningCalls, {}))
    {
        owner.cancelTool (id);
        owner.notify (ToolAnswered{id, name, {}, false, true, now});
    }
}

void Session::tell (std::optional<TranscriptPiece>&& piece)
{
    if (piece)
        owner.notify (std::move (*piece));
}

} // namespace parlando
