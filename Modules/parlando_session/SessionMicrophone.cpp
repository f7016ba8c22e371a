// The person's voice on its way to the service: protocol section 4.4, checklist F.

#include "Session.h"

#include <algorithm>
#include <array>
#include <utility>

namespace parlando
{

namespace
{

/** How far the network may be behind before microphone audio waits here. */
constexpr std::size_t liveUnsentBytes = 32 * 1024;
constexpr std::size_t losslessUnsentBytes = 512 * 1024;

/** What a lossless source may put there while there is no connection. */
constexpr std::size_t losslessBacklogFrames = 50;

/** Where activity is marked here: what is sent of the time before the onset. */
constexpr std::size_t preRollFrames = 15;

/** C44: an activity that is shorter is refused. */
constexpr std::size_t shortestActivity = 1600;

/** C45: a microphone that is silent for longer, muted or paused, is told to the service. */
constexpr auto streamEndAfter = Milliseconds (1000);

/** C95: the service closes a connection on which it hears nothing for one and a half minutes; so much silence after so
    long keeps it. */
constexpr auto keepAliveAfter = Milliseconds (30'000);
constexpr std::size_t keepAliveSamples = 1600;

/** C119: how long a call may hold the microphone. */
constexpr auto longestHold = Milliseconds (10'000);

} // namespace

void Session::take (Instant now, input::MicrophoneFrame&& captured)
{
    const auto frame = captured.samples;
    unsent = captured.unsentBytes;
    speech.process (frame, now);
    lastFrame = now;
    holdMicrophone (now);

    if (current == SessionState::ready)
        reconnection.noteInput (now);

    if (current == SessionState::ready || current == SessionState::reconnecting)
        speechWatch.frame (now, frame, speech, mayBeEcho (now));

    if (marksActivity)
        takeFrameOfActivity (frame);
    else
        takeFrame (frame);
}

void Session::takeFrameOfActivity (std::span<const std::int16_t> frame)
{
    if (! speech.isSpeaking())
    {
        preRoll.emplace_back (frame.begin(), frame.end());

        if (preRoll.size() > preRollFrames)
            preRoll.pop_front();

        if (streamIsOpen && backlog.empty() && ! wordIsTaken)
            endStream();

        return;
    }

    wordIsTaken = false;

    for (const auto& before : std::exchange (preRoll, {}))
        takeFrame (before);

    takeFrame (frame);
}

void Session::takeFrame (std::span<const std::int16_t> frame)
{
    if (current == SessionState::reconnecting)
        return keepFrame (frame);

    if (current != SessionState::ready)
    {
        samplesDropped += current < SessionState::ready ? frame.size() : 0;
        return;
    }

    const auto mayLeave = options.losslessMicrophone || unsent < liveUnsentBytes;

    if (backlog.empty() && mayLeave && ! isMicrophoneHeld)
        return sendFrame (frame);

    keepFrame (frame);
    drainBacklog();
}

bool Session::wantsMicrophone (std::size_t unsentBytes) const noexcept
{
    return ! options.losslessMicrophone ||
           (unsentBytes < losslessUnsentBytes && backlog.size() < losslessBacklogFrames);
}

void Session::take (Instant, input::MicrophoneMuted&&)
{
    for (const auto& waiting : std::exchange (backlog, {}))
        samplesDropped += waiting.size();

    preRoll.clear();
    speech.stop();
    speechWatch.discardSpeech();

    if (marksActivity && streamIsOpen && ! wordIsTaken && current == SessionState::ready)
        endStream();
}

void Session::beginStream()
{
    streamIsOpen = true;
    activitySamples = 0;

    if (marksActivity)
        sendMessage (RealtimeInput::makeActivityStart());
}

/** The person's speech is over, or the microphone is (C43 to C45). */
void Session::endStream()
{
    if (marksActivity && activitySamples < shortestActivity)
        sendSilence (shortestActivity - activitySamples);

    streamIsOpen = wordIsTaken = false;
    sendMessage (marksActivity ? RealtimeInput::makeActivityEnd() : RealtimeInput::makeAudioStreamEnd());
}

void Session::sendFrame (std::span<const std::int16_t> frame)
{
    if (! streamIsOpen)
        beginStream();

    sendAudio (frame);
    samplesSent += frame.size();
    activitySamples += frame.size();
}

/** Nothing of the person's: it counts nowhere, and opens nothing. */
void Session::sendSilence (std::size_t length)
{
    static constexpr std::array<std::int16_t, keepAliveSamples> silence{};
    sendAudio (std::span (silence).first (std::min (length, silence.size())));
}

void Session::sendAudio (std::span<const std::int16_t> audio)
{
    std::string json;
    appendRealtimeAudio (json, audio, microphoneRate);
    send (std::move (json));
}

void Session::drainBacklog()
{
    while (! backlog.empty() && current == SessionState::ready && ! isMicrophoneHeld && unsent < liveUnsentBytes)
    {
        sendFrame (backlog.front());
        backlog.pop_front();
    }

    if (backlog.empty() && current == SessionState::ready)
        backlogLimit = backlogFrames;
}

void Session::keepFrame (std::span<const std::int16_t> frame)
{
    backlog.emplace_back (frame.begin(), frame.end());

    if (backlog.size() > backlogLimit)
    {
        samplesDropped += backlog.front().size();
        backlog.pop_front();
    }
}

bool Session::awaitsBlockingCall() const
{
    return std::any_of (calls.open().begin(), calls.open().end(),
                        [this] (const auto& call) { return ! isNonBlocking (call.name); });
}

/** C119: some models take what they hear while they wait for a call as a reason to drop it. */
void Session::holdMicrophone (Instant now)
{
    const auto isWaiting = current == SessionState::ready && awaitsBlockingCall() &&
                           capabilitiesOf (options.setup.model).holdsMicrophoneDuringCalls;

    if (! isWaiting)
        heldSince.reset();
    else if (! heldSince)
        heldSince = now;

    isMicrophoneHeld = isWaiting && now - *heldSince < longestHold;

    // What is held comes on top of what a network that is behind may keep.
    if (isMicrophoneHeld)
        backlogLimit = std::max (backlogLimit, backlogFrames + longestHold / Milliseconds (20));
}

void Session::tickMicrophone (Instant now)
{
    holdMicrophone (now);
    drainBacklog();
    const auto isPaused = backlog.empty() && wantsMicrophone (unsent) && now - lastFrame >= streamEndAfter;

    if (isPaused)
        speech.stop();

    if (streamIsOpen && isPaused && ! wordIsTaken && current == SessionState::ready)
        endStream();

    if (std::exchange (hasSent, false))
        lastSent = now;

    if (current == SessionState::ready && now - lastSent >= keepAliveAfter)
        sendSilence (keepAliveSamples);
}

} // namespace parlando
