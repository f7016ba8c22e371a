#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace parlando
{

/** The header of a 16-bit WAV file with so many bytes of samples, and so many `behind` them; always `waveHeaderBytes`
    long. Where they are beyond what RIFF can hold it is RF64 (EBU Tech 3306), in whose place there is room before. */
std::string makeWaveHeader (int sampleRate, int channels, std::uint64_t dataBytes, std::uint64_t behind = 0);
constexpr std::size_t waveHeaderBytes = 80;

/** One for a stream, in which nobody comes back to write the sizes: as ffmpeg does, they are ffffffff. */
std::string makeWaveStreamHeader (int sampleRate, int channels);

/** What stands behind the samples to mark one of them, counted from the first of the data: a `cue ` chunk and its
    `LIST` `adtl` with a `labl` (Multimedia Programming Interface and Data Specifications 1.0). Even in length. */
std::string makeWaveMark (std::uint32_t sample, std::string_view label);

} // namespace parlando
