#pragma once

#include "WeightedPower.h"

#include <cstddef>
#include <deque>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace parlando
{

/** How loud a voice is, by what came of it and what has left, and which gain takes it to a target. It remembers the
   last 20 s of speech over all turns; a turn that is much louder or softer than those is another voice, which it begins
    again with. Session thread. Loudness in LUFS, gains in dB.
*/
class VoiceLevel
{
public:
    /** dBTP: above it a limiter takes away what leaves. */
    explicit VoiceLevel (double ceiling) noexcept;

    /** What is known of the turn that leaves now: hops of WeightedPower from its beginning. */
    struct Turn
    {
        std::span<const double> came, left;
        std::span<const float> peaks; /**< As many as came: each one's highest sample. */
        bool mayGoOn = false;         /**< More may come. */
    };

    /** Of the voice as it comes. Nothing while there was no speech yet. */
    [[nodiscard]] std::optional<double> loudness (const Turn&);

    /** True once after loudness() has begun again with another voice. */
    [[nodiscard]] bool takeChange() noexcept { return std::exchange (hasChanged, false); }

    /** After loudness(), which gave something: the gain for what of the turn has not left, -30 to 30. In a voice's
        first turn it makes up for how its beginning has left, by up to 6 dB more or 3 dB less; later by 0.5 dB. */
    [[nodiscard]] double gainFor (double target, const Turn&);

    /** After loudness(): something that waits, or that may still come, has a share in how loud the turn is. */
    [[nodiscard]] bool isSpeechAhead (const Turn&) const;

    /** The turn is over, or its rate changes. */
    void remember (const Turn&);

    /** Below this nothing is speech. */
    static constexpr double quietestSpeech = -50.0;

private:
    struct Block
    {
        double came = 0.0, left = 0.0; // powers
    };

    void collect (const Turn&);
    [[nodiscard]] double loudnessByHops (const Turn&, double weightOfUsual) const;
    void forgetOtherVoice (const Turn&);
    void measureFloor (const Turn&);
    [[nodiscard]] double leftWith (double gain, const Turn&);
    void sumUp (double factor, const Turn&);
    [[nodiscard]] std::size_t foreseenAfter (std::size_t blocksKnown) const noexcept;
    [[nodiscard]] double shareOfFirst (const Turn&) const noexcept;
    [[nodiscard]] double ceilingOfNoise() const noexcept;

    const double ceiling;            // as a power
    std::deque<Block> past;          // of turns before, speech alone
    std::vector<double> blocks;      // that came, the past ones first
    std::size_t firstBlock = 0;      // of the turn that are among them: the last 20 s that left, and all that waits
    std::vector<double> mixed, sums; // scratch
    double voice = 0.0;              // LUFS
    std::size_t hopsForFloor = 0;    // the floor was measured with so many
    double floor = WeightedPower::silence; // LUFS: what lies between words
    bool isNoise = false, hasChanged = false;
};

} // namespace parlando
