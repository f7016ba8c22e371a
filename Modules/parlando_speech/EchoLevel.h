#pragma once

#include "SpeechFrame.h"

namespace parlando
{

/** How loud the echo is, before and after it was taken out, by levels alone: what the microphone brings while the
    loudspeaker plays and nobody speaks. One thread; once a frame. Levels in dBFS. */
class EchoLevel
{
public:
    struct Frame
    {
        float microphone, reference, suppressed; /**< The reference as it is just before its echo. */
        bool hasVoice;                           /**< Somebody speaks, as far as is known. */
        bool mayLearn;                           /**< The reference is where its echo is. */
    };

    void add (const Frame&);

    /** Another room, loudspeaker or delay. */
    void reset() { *this = {}; }

    /** Something is played, or reverberates, however soft: what the microphone hears may be it. */
    [[nodiscard]] bool isPlaying() const noexcept { return envelope > inaudible; }

    /** It is loud enough for its echo to be learned from. */
    [[nodiscard]] bool isLoud() const noexcept { return envelope > loud; }

    /** At most, in the microphone; speechSilence where nothing plays, and before half a second of it was heard. */
    [[nodiscard]] float echo() const noexcept;

    /** By how many dB the canceller lowers it, of the last 3 s that had nothing but echo; 0 before the first. */
    [[nodiscard]] float lowered() const noexcept;

    /** There was 1 s of echo alone, so that lowered() is worth being shown. */
    [[nodiscard]] bool isKnown() const noexcept { return learned >= 100; }

private:
    // A voice begins and ends softer than the room, and a microphone amplifies its echo by up to strongestCoupling.
    static constexpr float inaudible = -90.0f, loud = -60.0f;

    float envelope = speechSilence; // of the reference, and how it decays in a room
    float coupling = -40.0f;        // dB, from the reference to the microphone
    double heard = 0.0, left = 0.0; // energies of echo alone
    int learned = 0;                // frames
};

} // namespace parlando
