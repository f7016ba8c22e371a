#include "FileClock.h"

#include <algorithm>
#include <utility>

namespace parlando
{
namespace
{

/** How long the clock rests where the network, the disk or the agent's voice is behind. */
constexpr Milliseconds rest{1};

/** How long it waits to be started. */
constexpr Milliseconds beforeStart{5};

/** What comes through a pipe in pieces may be late by so much and is still one sound. */
constexpr Milliseconds longestGap{300};

/** What must be there for a sound to begin again after a pause, so that it does not begin with gaps. */
constexpr int blocksAfterPause = 2;

/** After so many the session thread looks after its other work. */
constexpr int blocksInRun = 64;

} // namespace

FileClock::FileClock (int sampleRate, int size, Pace wanted)
    : blockSize (size), pace (wanted), pacer (sampleRate, size), person (static_cast<std::size_t> (size)),
      voice (static_cast<std::size_t> (size))
{
}

void FileClock::start (AudioEngine& toCall, SpeechFeed* speech, Recorder& recording, std::function<void()> poke)
{
    engine = &toCall;
    feed = speech;
    recorder = &recording;
    pokeDisk = std::move (poke);
    isStarted.store (true, std::memory_order_release);
}

Instant FileClock::run (Instant now)
{
    if (! isStarted.load (std::memory_order_acquire))
        return now + beforeStart;

    for (int blocks = 0; blocks < blocksInRun; ++blocks)
    {
        // Silence alone runs in real time: there the service's own clock is what is waited for.
        const auto isTimed = isPaced() || isIdle();

        if (isTimed && due.value_or (now) > now)
            return *due;

        // Files lose nothing: where one side is behind, the clock stands still.
        if (recorderIsBehind() || speechIsBehind (now) || captureIsBehind() || voiceIsBehind (now))
            return blocks > 0 ? now : now + rest;

        runBlock();
        due = isTimed ? std::optional (pacer.next (now)) : std::nullopt;
    }

    return now;
}

bool FileClock::recorderIsBehind()
{
    const auto isBehind = ! recorder->hasRoomFor (blockSize);

    if (isBehind || recorder->isHalfFull())
        pokeDisk();

    return isBehind;
}

/** True while the next block of speech is still to come. A pipe that gives nothing for a while is silent meanwhile: the
    agent's voice goes on. */
bool FileClock::speechIsBehind (Instant now)
{
    if (feed == nullptr || feed->isReadyFor (speechPauses ? blocksAfterPause * blockSize : blockSize))
    {
        waitingForSpeech.reset();
        speechPauses = false;
        return false;
    }

    pokeDisk();

    if (! waitingForSpeech)
        waitingForSpeech = now;

    speechPauses = feed->isLive() && now - *waitingForSpeech >= longestGap;
    return ! speechPauses;
}

/** True while half of the capture ring waits to be sent: the network is behind. */
bool FileClock::captureIsBehind() const
{
    return engine->isCaptureEnabled() && engine->captureWaiting() > engine->captureCapacity() / 2;
}

/** True while a fast clock would play a gap into the agent's voice which the network or the last fill of the ring
   makes, and not the service. */
bool FileClock::voiceIsBehind (Instant now)
{
    const auto& playout = engine->playout();
    const auto isStarved = engine->playbackWaiting() < static_cast<std::size_t> (blockSize);

    if (isPaced() || ! isStarved || (playout.isDry() && ! playout.hasOpenTurn()))
    {
        waitingForVoice.reset();
        return false;
    }

    // The service may pause within a turn; after that it is silence, and runs in real time.
    const auto patience = Milliseconds (playout.hasOpenTurn() ? 500 : 30);

    if (! waitingForVoice)
        waitingForVoice = now;

    return now - *waitingForVoice < patience;
}

/** Neither is there speech left to hear nor voice to play. */
bool FileClock::isIdle() const
{
    return (feed == nullptr || speechPauses || feed->isExhausted()) && engine->playout().isDry();
}

void FileClock::runBlock()
{
    if (feed != nullptr && ! speechPauses)
        feed->read (person.data(), blockSize);
    else
        std::fill (person.begin(), person.end(), 0.0f);

    const float* const input[] = {person.data()};
    float* const output[] = {voice.data()};
    engine->process (input, feed != nullptr ? 1 : 0, output, 1, blockSize);
    recorder->write (person.data(), voice.data(), blockSize);
}

} // namespace parlando
