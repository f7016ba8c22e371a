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
    BlockPacer realTime (options.sampleRate, options.blockSize);

    while (! stopping)
    {
        if (! mayRun())
        {
            std::this_thread::sleep_for (rest);
            continue;
        }

        runBlock();
        const bool hasWork = agent.isSpeaking() || (feed != nullptr && ! feed->isExhausted());

        // Silence alone runs in real time: there the service's own clock is what is waited for.
        if (! (options.fast && hasWork))
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

    return ! diskIsBehind && ! captureIsBehind() && ! voiceIsBehind();
}

/** True while half of the capture ring waits for the session thread: the network is behind. */
bool FileClock::captureIsBehind() const
{
    return engine.isCaptureEnabled() && engine.captureWaiting() > engine.captureCapacity() / 2;
}

/** True while a fast clock would play a gap into the agent's voice that only the session thread's lateness makes. */
bool FileClock::voiceIsBehind()
{
    // The session thread fills the ring on its tick, or else has nothing more to fill it with for now.
    constexpr Milliseconds patience{30};
    const auto needed = static_cast<std::size_t> (options.blockSize);

    if (! options.fast || ! agent.isSpeaking() || engine.playbackWaiting() >= needed)
    {
        waitingForVoice.reset();
        return false;
    }

    const auto now = Instant::clock::now();

    if (! waitingForVoice)
        waitingForVoice = now;

    return now - *waitingForVoice < patience;
}

void FileClock::runBlock()
{
    if (feed != nullptr)
        feed->read (person.data(), options.blockSize);

    const float* const input[] = {person.data()};
    float* const output[] = {voice.data()};
    engine.process (input, feed != nullptr ? 1 : 0, output, 1, options.blockSize);
    recorder.write (person.data(), voice.data(), options.blockSize);
}

} // namespace parlando
