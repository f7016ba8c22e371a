#pragma once

#include <parlando_realtime/parlando_realtime.h>

#include <cstdint>

namespace parlando
{

/** The moments at which blocks are due. Lateness is caught up, but not after the machine has slept. One thread. */
class BlockPacer
{
public:
    BlockPacer (int rate, int size) : sampleRate (rate), blockSize (size) {}

    /** When the block after the one that has just run is due; counts from the first call. */
    Instant next (Instant now)
    {
        // A sound card that is late by more than its buffers has lost time for good.
        constexpr Milliseconds forgiven{200};

        if (blocks == 0 || now > due() + forgiven)
            restart (now);

        ++blocks;
        return due();
    }

    /** The next block is due one block after `now`. */
    void restart (Instant now)
    {
        origin = now;
        blocks = 0;
    }

private:
    Instant due() const
    {
        const auto nanoseconds = blocks * blockSize * 1'000'000'000 / sampleRate;
        return origin + std::chrono::nanoseconds (nanoseconds);
    }

    std::int64_t sampleRate, blockSize;
    std::int64_t blocks = 0;
    Instant origin{};
};

} // namespace parlando
