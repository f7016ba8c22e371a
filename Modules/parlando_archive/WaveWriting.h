#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace parlando
{

/** How whole numbers stand in a WAV file. */
struct WaveFormat
{
    int sampleRate = 0; /**< Hz */
    int channels = 1;
    int bits = 16; /**< 16 or 24 */

    [[nodiscard]] std::uint64_t bytesPerFrame() const noexcept
    {
        return static_cast<std::uint64_t> (channels) * static_cast<std::uint64_t> (bits / 8);
    }

    bool operator== (const WaveFormat&) const = default;
};

/** The header of a WAV file with so many bytes of samples, and so many `behind` them: `waveHeaderBytes` and `chunks`,
    which are even and stand before the samples. Where there is more than RIFF can hold it is RF64 (EBU Tech 3306), for
    which there is room before. Behind an odd number of bytes of samples comes wavePadding(). */
std::string makeWaveHeader (const WaveFormat&, std::uint64_t dataBytes, std::uint64_t behind = 0,
                            std::string_view chunks = {});
constexpr std::size_t waveHeaderBytes = 80;

/** What stands behind so many bytes of samples to make them even: nothing, or a zero. */
[[nodiscard]] constexpr std::uint64_t wavePadding (std::uint64_t dataBytes) noexcept { return dataBytes % 2; }

/** One for a stream, in which nobody comes back to write the sizes: as ffmpeg does, they are ffffffff. */
std::string makeWaveStreamHeader (const WaveFormat&);

/** Puts the lowest `bytes` bytes of a number behind the text, the smallest first, as all numbers in a WAV file stand.
 */
void appendWaveNumber (std::string& text, std::uint64_t number, int bytes);

/** A chunk: its name of four characters, its size, what it holds, and a zero where that is odd. */
std::string makeWaveChunk (std::string_view name, std::string_view content);

} // namespace parlando
