#pragma once

#include <parlando_realtime/parlando_realtime.h>

#include <atomic>
#include <cstddef>

namespace parlando
{

/** Levels in dBFS: 0 is full scale, also for the RMS; silence reads as LevelMeter::silence. */
struct Levels
{
    float peak, rms;
};

/** Peak and RMS over windows of 50 ms. The audio thread feeds it; any thread reads the newest whole window. */
class LevelMeter
{
public:
    static constexpr float silence = -120.0f;

    void prepare (double sampleRate) PARLANDO_REALTIME;

    /** Audio thread. */
    void feed (const float* block, std::size_t samples) PARLANDO_REALTIME;
    void feedSilence (std::size_t samples) PARLANDO_REALTIME;

    /** Any thread. */
    [[nodiscard]] Levels read() const noexcept;

private:
    struct Window
    {
        float peak = 0.0f, meanSquare = 0.0f;
    };

    void measure (const float* block, std::size_t samples) PARLANDO_REALTIME;
    void closeWindow() PARLANDO_REALTIME;

    std::size_t windowLength = 2400, gathered = 0;
    float peak = 0.0f;
    double squares = 0.0;
    std::atomic<Window> published{};

    static_assert (std::atomic<Window>::is_always_lock_free);
};

} // namespace parlando
