#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace parlando
{

/** The agent's voice in one take as it came from the service: one channel, 16 bit. It never changes and is shared by
    all that play it. Any thread. */
class TakeVoice
{
public:
    static constexpr int lowestRate = 8'000, highestRate = 96'000; /**< Hz */

    /** 46 minutes at 24 kHz, 128 MB. */
    static constexpr std::size_t mostSamples = std::size_t{1} << 26;

    /** Throws std::invalid_argument where there are no samples or too many, or the rate is out of range. Reads all of
        it once, for the hash. */
    TakeVoice (std::vector<std::int16_t> samples, int sampleRate);

    [[nodiscard]] std::span<const std::int16_t> samples() const noexcept { return pcm; }
    [[nodiscard]] int sampleRate() const noexcept { return rate; }

    /** What it is known by in a project: SHA-256 over the rate (32 bit) and the samples, all little endian, as 64
        lower-case hexadecimal digits. */
    [[nodiscard]] const std::string& hash() const noexcept { return digest; }

private:
    std::vector<std::int16_t> pcm;
    int rate;
    std::string digest;
};

} // namespace parlando
