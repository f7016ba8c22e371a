#include "FileClock.h"

#include "BlockPacer.h"

#include <cerrno>
#include <ctime>
#include <utility>

namespace parlando
{
namespace
{

/** How long the clock rests where the network, the disk or the agent's voice is behind. */
constexpr std::chrono::microseconds rest{500};

void sleepUntil (Instant when)
{
#if defined(__linux__)
    const auto nanoseconds = toNanoseconds (when);
    const timespec moment{static_cast<time_t> (nanoseconds / 1'000'000'000),
                          static_cast<long> (nanoseconds % 1'000'000'000)};

    while (::clock_nanosleep (CLOCK_MONOTONIC, TIMER_ABSTIME, &moment, nullptr) == EINTR)
    {
    }
#else
    std::this_thread::sleep_until (when);
#endif
}

} // namespace

FileClock::FileClock (Options wanted, LiveAgent& liveAgent, SpeechFeed* speech, Recorder& recording,
                      std::function<void()> poke)
    : options (wanted), agent (liveAgent), engine (liveAgent.audio()), feed (speech), recorder (recording),
      pokeDisk (std::move (poke)), person (static_cast<std::size_t> (wanted.blockSize)),
      voice (static_cast<std::size_t> (wanted.blockSize))
{
}

FileClock::~FileClock() { stop(); }

void FileClock::start()
{
    thread = std::thread ([this] { run(); });
}

void FileClock::stop()
{
    stopping = true;

    if (thread.joinable())
        thread.join();
}

void FileClock::run()
{
    // While voice plays fast, the session thread must be able to keep the playback ring (200 ms) filled from its tick
    // (10 ms): ten times real time leaves it as much again.
    constexpr int voiceSpeed = 10;
    BlockPacer realTime (options.sampleRate, options.blockSize);
    BlockPacer voiceTime (options.sampleRate * voiceSpeed, options.blockSize);

    while (! stopping)
    {
        if (! mayRun())
        {
            std::this_thread::sleep_for (rest);
            continue;
        }

        runBlock();
        const bool speechLeft = feed != nullptr && ! feed->isExhausted();

        // Silence alone runs in real time: there the service's own clock is what is waited for.
        if (options.fast && agent.isSpeaking())
            sleepUntil (voiceTime.next (Instant::clock::now()));
        else if (! (options.fast && speechLeft))
            sleepUntil (realTime.next (Instant::clock::now()));
    }
}

/** Files lose nothing: where one side is behind, the clock stands still. */
bool FileClock::mayRun()
{
    const bool diskIsBehind =
        ! recorder.hasRoomFor (options.blockSize) || (feed != nullptr && ! feed->isReadyFor (options.blockSize));

    if (diskIsBehind || recorder.isHalfFull())
        pokeDisk();

    return ! diskIsBehind && ! captureIsBehind();
}

/** True while more than a second of speech waits in the capture ring, which holds two: the network is behind. */
bool FileClock::captureIsBehind()
{
    // The figures are looked up four times a second of sound, and all the time while they are bad.
    if (samplesFed - backlogKnownAt >= options.sampleRate / 4 || backlog > options.sampleRate)
    {
        const auto taken = static_cast<std::int64_t> (agent.report().microphoneSamplesCaptured);
        backlog = engine.isCaptureEnabled() ? samplesFed - taken * options.sampleRate / Capture::sampleRate : 0;
        backlogKnownAt = samplesFed;
    }

    return backlog > options.sampleRate;
}

void FileClock::runBlock()
{
    if (feed != nullptr)
        feed->read (person.data(), options.blockSize);

    const float* const input[] = {person.data()};
    float* const output[] = {voice.data()};
    engine.process (input, 1, output, 1, options.blockSize);
    samplesFed += engine.isCaptureEnabled() ? options.blockSize : 0;
    recorder.write (person.data(), voice.data(), options.blockSize);
}

} // namespace parlando
