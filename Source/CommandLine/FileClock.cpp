#include "FileClock.h"

#include "BlockPacer.h"
#include "EngineBacklog.h"

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
    BlockPacer pacer (options.sampleRate, options.blockSize);

    while (! stopping)
    {
        if (! mayRun())
        {
            std::this_thread::sleep_for (rest);
            continue;
        }

        runBlock();

        if (isHurrying())
            pacer.restart (Instant::clock::now());
        else
            sleepUntil (pacer.next (Instant::clock::now()));
    }
}

/** Files lose nothing: where one side is behind, the clock stands still. */
bool FileClock::mayRun()
{
    const bool diskIsBehind =
        ! recorder.hasRoomFor (options.blockSize) || (feed != nullptr && ! feed->isReadyFor (options.blockSize));

    if (diskIsBehind || recorder.isHalfFull())
        pokeDisk();

    if (diskIsBehind || captureIsBehind (engine))
        return false;

    const bool voiceIsComing = agent.isSpeaking() && ! voiceIsReadyFor (engine, options.blockSize);
    return ! (options.fast && voiceIsComing);
}

/** Silence alone runs in real time: there the service's own clock is what is waited for. */
bool FileClock::isHurrying() const
{
    const bool speechLeft = feed != nullptr && ! feed->isExhausted();
    return options.fast && (speechLeft || agent.isSpeaking());
}

void FileClock::runBlock()
{
    if (feed != nullptr)
        feed->read (person.data(), options.blockSize);

    const float* const input[] = {person.data()};
    float* const output[] = {voice.data()};
    engine.process (input, 1, output, 1, options.blockSize);
    recorder.write (person.data(), voice.data(), options.blockSize);
}

} // namespace parlando
