#pragma once

#include <parlando_realtime/parlando_realtime.h>

#include <array>
#include <cstddef>

namespace parlando
{

/** How loud one channel of an input is, and whether somebody speaks there. Audio thread.

    It measures above 100 Hz, so that neither an offset nor a rumble counts, and judges every 10 ms. What is steady
   (hum, noise) is no speech, however loud; nor is what is over in 20 ms, as a plug that is pulled.
*/
class ChannelActivity
{
public:
    /** Powers, of full scale 1. */
    static constexpr float quietest = 1.0e-9f; /**< -90 dBFS: below it there is nothing. */

    /** A sample that is no number, infinite or beyond +60 dBFS is none. */
    [[nodiscard]] static bool isUsable (float sample) PARLANDO_REALTIME;

    /** Forgets all. `coefficient`: of the high-pass filter, see highPass(). */
    void reset() PARLANDO_REALTIME { *this = {}; }

    /** Of a one-pole high-pass filter at 100 Hz. */
    [[nodiscard]] static float highPass (int sampleRate) noexcept;

    /** Measures a piece, at most `high.size()` samples, and leaves it filtered in `high`. */
    void measure (const float* source, std::size_t samples, float coefficient, float* high) PARLANDO_REALTIME;

    /** The power of the piece that was measured last. */
    [[nodiscard]] float pieceLevel() const PARLANDO_REALTIME { return piece; }

    /** 10 ms are over, of so many samples. */
    void judge (std::size_t samples) PARLANDO_REALTIME;

    [[nodiscard]] float power() const PARLANDO_REALTIME { return recent[0]; } /**< Of the last 10 ms. */
    [[nodiscard]] float level() const PARLANDO_REALTIME { return held; }      /**< The same, held for a moment. */
    [[nodiscard]] float speech() const PARLANDO_REALTIME { return spoken; }   /**< Of speech alone, likewise. */
    [[nodiscard]] bool isSpeaking() const PARLANDO_REALTIME { return speaks; }

    /** For 100 ms there was hardly anything but samples that are none. */
    [[nodiscard]] bool isBroken() const PARLANDO_REALTIME { return brokenFor >= 10; }

private:
    [[nodiscard]] bool isMostlyUsable (std::size_t samples) const PARLANDO_REALTIME;

    float lastSource = 0.0f, lastHigh = 0.0f;
    float piece = 0.0f;
    double energy = 0.0;
    std::size_t unusable = 0;
    std::array<float, 3> recent{};
    float floor = -1.0f; // what is there all the time; none before the first judgement
    float held = 0.0f, spoken = 0.0f;
    int brokenFor = 0;
    bool speaks = false, isFresh = true;
};

} // namespace parlando
