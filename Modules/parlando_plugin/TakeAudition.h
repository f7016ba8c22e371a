#pragma once

#include <parlando_replay/parlando_replay.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace parlando
{

/** Takes for listening, at once and wherever the host is: so that one can be chosen. */
class TakeAudition
{
public:
    /** One after the other from now on, in place of what played; `hostRate` in Hz. Nothing plays where there is nothing
        to, or the rate is out of range. Message thread. */
    void play (const std::vector<std::shared_ptr<const TakeVoice>>&, int hostRate);

    /** Message thread. */
    void stop();

    /** As stop(), also where blocks of another rate begin. Any thread. */
    void silence() noexcept { isActive.store (false, std::memory_order_release); }

    /** Any thread. */
    [[nodiscard]] bool isPlaying() const noexcept
    {
        return isActive.load (std::memory_order_acquire) && ended.load() != started.load();
    }

    /** Adds the voice to all channels. Audio thread, each block in real time. */
    void addTo (float* const* channels, std::size_t count, std::size_t frames) PARLANDO_REALTIME;

private:
    ReplayPlayer player;
    std::atomic<bool> isActive{false};
    std::atomic<std::uint64_t> started{0}; // how often play() began
    std::atomic<std::uint64_t> ended{0};   // the last of them that came to its end
    std::atomic<std::int64_t> length{0};   // host samples
    std::atomic<int> rate{0};              // Hz

    // The audio thread's.
    std::uint64_t heard = 0;
    std::int64_t position = 0;
    std::array<float, 256> scratch{};
};

} // namespace parlando
