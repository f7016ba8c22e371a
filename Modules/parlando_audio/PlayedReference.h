#pragma once

#include <parlando_realtime/parlando_realtime.h>

#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>

namespace parlando
{

/** What the loudspeakers played while the microphone was captured, in step with it: a sample is found by the position
   of the captured sample beside it. Mono, at the host's rate. It takes no memory until it is wanted.

    Where nothing was said of what was played, or nobody read for a second, it reads as silence. */
class PlayedReference
{
public:
    /** Session thread: whether anybody will read. Once true it takes 0.5 MB, which it keeps. */
    void setWanted (bool);

    /** Any thread. */
    [[nodiscard]] bool isWanted() const PARLANDO_REALTIME { return inUse.load (std::memory_order_acquire) != nullptr; }

    /** Audio thread: these were played while what lies at `position` of the captured stream and behind it came in.
        Positions rise. Does nothing while nobody wants it. */
    void add (std::span<const float> played, std::uint64_t position) PARLANDO_REALTIME;

    /** Session thread: up to here it is known what was played. */
    [[nodiscard]] std::uint64_t knownUntil() const noexcept { return known.load (std::memory_order_acquire); }

    /** Session thread: what was played at `position` and behind it. Positions rise. */
    void read (std::uint64_t position, std::span<float> played);

private:
    static constexpr std::size_t capacity = 1 << 17, mostStretches = 256;

    /** A stretch without a gap: from `first` of the ring on, beside `position` of the captured stream. */
    struct Stretch
    {
        std::uint64_t position = 0, first = 0;
    };

    struct Store
    {
        SpscRing<float> samples{capacity};
        SpscQueue<Stretch> stretches{mostStretches};
    };

    void takeStretches();

    std::unique_ptr<Store> store; // made once
    std::atomic<Store*> inUse{nullptr};
    std::atomic<std::uint64_t> known{0};

    Stretch writing;           // audio thread
    bool hasStretch = false;   // audio thread
    std::deque<Stretch> ahead; // session thread: the one that is read, and those behind it
};

} // namespace parlando
