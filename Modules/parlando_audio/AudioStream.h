#pragma once

#include "AudioSink.h"
#include "AudioSource.h"
#include "Resampler.h"

#include <parlando_realtime/parlando_realtime.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace parlando
{

/** The way of one mono sound from one thread to another: a sound card, a socket or a pipe to an agent, an agent to one
    of them, or one agent to another, of which it is then the sink and the other's source.

    One thread at a time puts in, by push() or write(), and one takes out, by pull() or read(). The audio thread may
   push and pull; write() and read(), which convert to and from another rate, are for session threads. None of them
   waits.

    What does not fit is dropped, the newest, and counted. Nothing is given after it ran dry, and at the beginning,
   until a cushion is there again: one gap instead of many where the two threads do not keep step.
*/
class AudioStream final : public AudioSource, public AudioSink
{
public:
    /** The rate of what it holds and of push() and pull(): 1,000 to 768,000 Hz. At most `most` waits in it, 1 ms to 10
        minutes, which is also the longest delay. The cushion is part of that; with 0 ms all that is there is given at
        once, for who takes without a clock. Throws std::invalid_argument with a sentence. */
    explicit AudioStream (int sampleRate, Milliseconds most = Milliseconds (1'000),
                          Milliseconds cushion = Milliseconds (40));

    /** Puts in what fits and returns how many that were. Who would rather wait than lose some looks at space(). */
    std::size_t push (std::span<const float> samples) PARLANDO_REALTIME;

    /** Putting side: how many more would fit; the other side can only make it more. */
    [[nodiscard]] std::size_t space() const PARLANDO_REALTIME { return limit - ring.available(); }

    /** Putting side: what was put in was the last. */
    void finish() PARLANDO_REALTIME { isFinished.store (true, std::memory_order_release); }

    /** Fills `samples` from the front and returns how many there were. */
    std::size_t pull (std::span<float> samples) PARLANDO_REALTIME;

    std::size_t read (std::span<float> block, int sampleRate) override;
    void write (std::span<const float> block, int sampleRate) override;

    /** Taking side: finished, and all was taken. */
    bool isOver() const override;

    [[nodiscard]] int sampleRate() const noexcept { return rate; }

    /** Any thread: samples at sampleRate() that found no room since it was made. */
    [[nodiscard]] std::uint64_t droppedSamples() const PARLANDO_REALTIME
    {
        return dropped.load (std::memory_order_relaxed);
    }

private:
    [[nodiscard]] bool mayGive (std::size_t wanted) const PARLANDO_REALTIME;
    std::size_t convert (Resampler&, std::span<float> block);

    const int rate;
    const std::size_t limit, cushion; // samples
    SpscRing<float> ring;
    std::atomic<std::uint64_t> dropped{0};
    std::atomic<bool> isFinished{false};

    std::optional<Resampler> incoming; // putting side, where write() has another rate
    std::optional<Resampler> outgoing; // taking side, where read() has
    bool isResting = true;             // taking side: until the cushion is there
};

} // namespace parlando
