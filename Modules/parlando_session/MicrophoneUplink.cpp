#include "MicrophoneUplink.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace parlando
{

namespace
{

/** How far the network may be behind before frames wait here. */
constexpr std::size_t liveUnsentBytes = 32 * 1024;
constexpr std::size_t losslessUnsentBytes = 512 * 1024;

/** What a lossless source may put here while there is no connection. */
constexpr std::size_t losslessBacklogFrames = 50;

/** Where activity is marked here: what is sent of the time before the onset. */
constexpr std::size_t preRollFrames = 15;

/** A detector is sure of an onset only later: over an agent that makes way gently after 500 ms. */
constexpr std::size_t mostPreRollFrames = preRollFrames + 45;
constexpr auto uplinkFrame = Milliseconds (20);

/** C44: an activity that is shorter is refused; in ms. */
constexpr std::size_t shortestActivity = 100;

/** C45: a microphone that is silent for longer, muted or paused, is told to the service. */
constexpr auto streamEndAfter = Milliseconds (1000);

/** C95: the service closes a connection on which it hears nothing for one and a half minutes; so much silence after so
    long keeps it. */
constexpr auto keepAliveAfter = Milliseconds (30'000);
constexpr std::size_t longestSilence = 100; // ms

/** Within so long after the person has finished the answer comes, if there is one. */
constexpr auto untilAnswer = Milliseconds (3'000);

/** C119: how long a call may hold the microphone. */
constexpr auto longestHold = Milliseconds (10'000);

} // namespace

void MicrophoneUplink::setMarksActivity (bool marksIt)
{
    if (marks == marksIt)
        return;

    // What was begun in one way does not end in the other.
    if (marks && streamIsOpen && way == Way::open)
        endStream();

    streamIsOpen = wordIsTaken = false;
    marks = marksIt;
    preRoll.clear();
}

void MicrophoneUplink::setActivity (std::optional<bool> isSpeaking)
{
    given = isSpeaking;

    // Who was said to have finished need not be silent for a while to be believed.
    if (marks && given == false)
        activity.stop();

    endFinishedActivity();
}

void MicrophoneUplink::setDetected (std::optional<bool> isSpeaking, Milliseconds sinceOnset)
{
    detected = isSpeaking;
    detectedSince = sinceOnset;
    endFinishedActivity();
}

/** What of it waits for the network leaves first. */
void MicrophoneUplink::endFinishedActivity()
{
    if (marks && ! isInActivity() && backlog.empty())
        endActivity();
}

/** Unless an interruption has the word, which the person has not taken yet. */
void MicrophoneUplink::endActivity()
{
    if (streamIsOpen && ! wordIsTaken && way == Way::open)
        endStream();
}

void MicrophoneUplink::beginGap()
{
    backlogLimit = gapFrames;
    droppedBeforeGap = dropped;
    streamIsOpen = false;
}

bool MicrophoneUplink::wantsFrames (std::size_t unsentBytes) const noexcept
{
    return ! lossless || (unsentBytes < losslessUnsentBytes && backlog.size() < losslessBacklogFrames);
}

void MicrophoneUplink::process (Instant now, std::span<const std::int16_t> frame)
{
    activity.process (frame, now);
    lastFrame = now;
    noteActivity (now);

    if (marks)
        takeOfActivity (frame);
    else
        take (frame);
}

void MicrophoneUplink::takeOfActivity (std::span<const std::int16_t> frame)
{
    if (! isInActivity())
    {
        preRoll.emplace_back (frame.begin(), frame.end());
        limitPreRoll (detected ? mostPreRollFrames : preRollFrames);
        return endFinishedActivity();
    }

    wordIsTaken = false;
    const auto ofSpeech = ! given && detected ? std::max<std::int64_t> (detectedSince / uplinkFrame, 0) : 0;
    limitPreRoll (preRollFrames + static_cast<std::size_t> (ofSpeech));

    for (const auto& before : std::exchange (preRoll, {}))
        take (before);

    take (frame);
}

void MicrophoneUplink::limitPreRoll (std::size_t frames)
{
    while (preRoll.size() > frames)
        preRoll.pop_front();
}

void MicrophoneUplink::take (std::span<const std::int16_t> frame)
{
    switch (way)
    {
        case Way::shut:
            dropped += frame.size();
            return;
        case Way::over:
            return;
        case Way::kept:
            return keep (frame);
        case Way::open:
            break;
    }

    // A file waits in its own queue where the network is behind.
    const auto mayLeave = lossless || outbox.unsentBytes() < liveUnsentBytes;

    if (backlog.empty() && mayLeave && ! isHeld)
        return send (frame);

    keep (frame);
    drain();
}

void MicrophoneUplink::keep (std::span<const std::int16_t> frame)
{
    backlog.emplace_back (frame.begin(), frame.end());

    // The oldest goes: what was said last is what counts in a conversation.
    if (backlog.size() > backlogLimit)
    {
        dropped += backlog.front().size();
        backlog.pop_front();
    }
}

void MicrophoneUplink::mute()
{
    for (const auto& waiting : std::exchange (backlog, {}))
        dropped += waiting.size();

    preRoll.clear();
    stopActivity();

    if (marks)
        endActivity();
}

void MicrophoneUplink::noteActivity (Instant now)
{
    if (marks && isInActivity())
        lastInActivity = now;
}

bool MicrophoneUplink::isMarking (Instant now) const noexcept
{
    return marks && (isInActivity() || (lastInActivity && now - *lastInActivity < untilAnswer));
}

/** No more of it comes for now, whoever said so. */
void MicrophoneUplink::stopActivity()
{
    activity.stop();

    for (auto* known : {&given, &detected})
        if (*known)
            *known = false;
}

void MicrophoneUplink::hold (Instant now, bool isWanted)
{
    if (! isWanted)
        heldSince.reset();
    else if (! heldSince)
        heldSince = now;

    isHeld = isWanted && now - *heldSince < longestHold;

    // What is held comes on top of what a network that is behind may keep.
    if (isHeld)
        backlogLimit = std::max (backlogLimit, backlogFrames + longestHold / Milliseconds (20));
}

void MicrophoneUplink::repeat (std::span<const std::int16_t> said)
{
    if (streamIsOpen)
        endStream();

    std::deque<Frame> frames;

    for (; ! said.empty(); said = said.subspan (std::min (said.size(), (rate / 50))))
    {
        const auto frame = said.first (std::min (said.size(), (rate / 50)));
        frames.emplace_back (frame.begin(), frame.end());
    }

    backlogLimit += frames.size();
    frames.insert (frames.end(), std::make_move_iterator (backlog.begin()), std::make_move_iterator (backlog.end()));
    backlog = std::move (frames);
}

void MicrophoneUplink::drain()
{
    while (! backlog.empty() && way == Way::open && ! isHeld && outbox.unsentBytes() < liveUnsentBytes)
    {
        send (backlog.front());
        backlog.pop_front();
    }

    if (backlog.empty() && way == Way::open)
        backlogLimit = backlogFrames;
}

void MicrophoneUplink::tick (Instant now)
{
    drain();
    endFinishedActivity();
    noteActivity (now);

    // A lossless source that was asked to wait has not paused.
    const auto isPaused = backlog.empty() && wantsFrames (outbox.unsentBytes()) && now - lastFrame >= streamEndAfter;

    if (isPaused)
    {
        stopActivity();
        endActivity();
        preRoll.clear(); // no speech follows it
    }

    if (outbox.takeHasSent())
        lastSent = now;

    if (way == Way::open && now - lastSent >= keepAliveAfter)
        sendSilence (longestSilence * rate / 1000);
}

void MicrophoneUplink::takeWord()
{
    beginStream();
    wordIsTaken = true;
}

void MicrophoneUplink::giveBackWord()
{
    if (std::exchange (wordIsTaken, false) && streamIsOpen)
        endStream();
}

void MicrophoneUplink::endOpenActivity()
{
    if (marks && streamIsOpen && way == Way::open)
        endStream();
}

void MicrophoneUplink::beginStream()
{
    streamIsOpen = true;
    activitySamples = 0;

    if (marks)
        outbox.send (command::ActivityStart{});
}

void MicrophoneUplink::endStream()
{
    if (const auto shortest = shortestActivity * rate / 1000; marks && activitySamples < shortest)
        sendSilence (shortest - activitySamples);

    streamIsOpen = wordIsTaken = false;
    outbox.send (marks ? ServiceCommand (command::ActivityEnd{}) : ServiceCommand (command::MicrophonePaused{}));
}

void MicrophoneUplink::send (std::span<const std::int16_t> frame)
{
    if (! streamIsOpen)
        beginStream();

    outbox.sendAudio (frame);
    sent += frame.size();
    activitySamples += frame.size();
}

/** Nothing of the person's: it counts nowhere, and opens nothing. */
void MicrophoneUplink::sendSilence (std::size_t samples) { outbox.sendAudio (std::vector<std::int16_t> (samples)); }

void MicrophoneUplink::end()
{
    for (const auto& waiting : std::exchange (backlog, {}))
        dropped += waiting.size();
}

} // namespace parlando
