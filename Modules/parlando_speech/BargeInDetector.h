#pragma once

#include "SpeechProcessor.h"

#include <array>
#include <cstdint>

namespace parlando
{

/** Says when a person begins to speak, and when they end, while an agent may be heard as well: by the library's voice
    detection, and by a level that neither the room's noise nor what is left of the echo reaches; and by a linear signal
    that is louder than all of the echo, as a suppressor takes a person's first tenth of a second for echo. How much is
    left it learns: a loudspeaker that distorts leaves what no canceller takes out. One thread; once a frame. */
class BargeInDetector
{
public:
    struct Verdict
    {
        bool isVoice;          /**< This frame is a person's voice: or a cough, or music. */
        bool isSpeaking;       /**< From the frame on that made the onset sure until 100 ms after the last voice. */
        std::int64_t position; /**< Of this frame, from 0 on. */
        std::int64_t onset;    /**< The first frame of the speech that is, or was last; -1 before any. */
        std::int64_t end;      /**< The frame after its last voice. */
        float threshold;       /**< dBFS, over which voice is a person's. */
    };

    /** In a row; in doubt, before the canceller has converged. Before half a second of the echo was heard, or it is
        known that there is none, nobody is noticed while the agent speaks. */
    static constexpr int framesToOnset = 4, framesToOnsetInDoubt = 8;
    static constexpr int framesToEnd = 10;

    const Verdict& add (const ProcessedSpeech&);

    /** Forgets all; positions go on. */
    void reset();

private:
    [[nodiscard]] float thresholdFor (const ProcessedSpeech&) const noexcept;
    [[nodiscard]] static int neededFor (const ProcessedSpeech&) noexcept;
    [[nodiscard]] bool fallsWithEcho (const ProcessedSpeech&) noexcept;
    [[nodiscard]] bool isLoudEcho (const ProcessedSpeech&) const noexcept;
    [[nodiscard]] bool exceedsEcho (const ProcessedSpeech&) const noexcept;
    void follow (const ProcessedSpeech&);
    void learnBackground (const ProcessedSpeech&) noexcept;
    void judge (bool isVoice, int needed);

    static constexpr float startOfFloor = -60.0f, startOfResidue = -15.0f, startOfBackground = -60.0f;

    struct Levels
    {
        float microphone = speechSilence, echo = speechSilence;
    };

    static constexpr std::size_t lookBack = 8; // frames

    Verdict verdict{false, false, -1, -1, -1, 0.0f};
    float floor = startOfFloor;     // dBFS
    float residue = startOfResidue; // dB of the echo that hardly ever remain, at most
    float linearResidue = 0.0f;     // the same of the linear signal
    float loudestEcho = speechSilence;
    float background = startOfBackground; // dBFS, of what is voice for many seconds while the agent speaks
    std::array<Levels, lookBack> levels;
    int voiced = 0, unvoiced = 0; // in a row
};

} // namespace parlando
