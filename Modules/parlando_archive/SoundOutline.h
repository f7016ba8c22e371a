#pragma once

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace parlando
{

/** What decides how a session takes a sound, and none of its words: for stretches of a tenth of a second its length,
   its loudest sample, its energy and its zero crossings. */
struct SoundStretch
{
    std::size_t samples = 0;
    int peak = 0;              /**< Magnitude, 0 to 32768. */
    std::uint64_t energy = 0;  /**< The sum of the squares. */
    std::size_t crossings = 0; /**< Between its samples. */
    bool beginsBelowZero = false;
};

SoundStretch outlineOf (std::span<const std::int16_t>);

/** A sound of that outline; its last sample is its loudest. The energy is exact unless nearly all of it is at the peak.
 */
std::vector<std::int16_t> soundOf (const SoundStretch&);

/** [samples, peak, energy, crossings, beginsBelowZero]. */
nlohmann::json toJson (const SoundStretch&);

/** Throws std::invalid_argument for anything else, and where it has more than `mostSamples`. */
SoundStretch readSoundStretch (const nlohmann::json&, std::size_t mostSamples);

/** The sum of the squares: what a microphone's level is made of. */
std::uint64_t energyOf (std::span<const std::int16_t>);

/** A frame of exactly that energy, if so many samples can have it. */
std::vector<std::int16_t> frameWithEnergy (std::size_t samples, std::uint64_t energy);

/** Cuts the pieces of the agent's turns into stretches where ReplySound looks: every tenth of a second from the turn's
    beginning on, and where a piece's last loud sample is. One thread. */
class VoiceOutline
{
public:
    /** The next piece of a turn's voice, mono. */
    std::vector<SoundStretch> take (std::uint64_t turn, std::span<const std::int16_t>, int sampleRate);

private:
    std::uint64_t current = 0;
    std::size_t filled = 0; // of the tenth of a second
    int loudest = 0;        // of the turn
};

} // namespace parlando
