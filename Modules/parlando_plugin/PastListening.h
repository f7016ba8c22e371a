#pragma once

#include <parlando_audio/SmoothGain.h>
#include <parlando_realtime/Handover.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>
#include <string>

namespace parlando
{

/** A conversation that is kept, to listen to, at once and wherever the host is: both sides as they were heard, where
    both are kept, in the middle, without pauses longer than a second. */
class PastListening
{
public:
    PastListening();

    /** Waits for nothing. */
    ~PastListening();

    PastListening (const PastListening&) = delete;
    PastListening& operator= (const PastListening&) = delete;

    /** From its beginning, in place of what played; `hostRate` in Hz. The folder is read on a thread of its own, which
        a disk may hold up for as long as it wants. Throws std::system_error where the system has no thread left.
        Message thread. */
    void play (std::string folder, int hostRate);

    /** It fades away within 5 ms. Message thread. */
    void stop();

    /** Message thread. */
    [[nodiscard]] bool isPlaying() const;

    /** Why nothing is heard, or not all, in one sentence; empty where all is well. Message thread. */
    [[nodiscard]] std::string problem() const;

    /** Before blocks of another rate: what plays is over. Any thread. */
    void silence() noexcept { isSilenced = true; }

    /** Adds it to all channels. Audio thread, each block in real time. */
    void addTo (float* const* channels, std::size_t count, std::size_t frames) PARLANDO_REALTIME;

private:
    struct Stream;

    std::shared_ptr<Stream> stream; // the message thread's
    Handover<Stream> handover;
    std::atomic<bool> isSilenced{false};

    // The audio thread's.
    Stream* current = nullptr;
    SmoothGain gain;
    std::array<float, 256> scratch{};
};

} // namespace parlando
