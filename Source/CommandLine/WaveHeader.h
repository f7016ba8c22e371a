#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace parlando
{

/** What stands before the samples of a WAV file: RIFF, or RF64 (EBU Tech 3306) where they are beyond 4 GB. */
struct WaveHeader
{
    static constexpr std::uint64_t unknownSize = UINT64_MAX;

    int encoding = 0; /**< libsndfile's subtype and order of bytes. */
    int sampleRate = 0, channels = 0;
    int bytesPerFrame = 0;
    std::uint64_t dataBytes = 0; /**< unknownSize where the writer did not know, or has not come back to say so. */
};

/** Gives the next bytes of a file, fewer at its end alone. */
using ByteReader = std::function<std::size_t (void*, std::size_t)>;

/** Reads up to the first sample. Nothing where it is no WAV, or one whose samples are not plain numbers (ADPCM, GSM).

    Sizes of 0 and from 7ffff000 on are what programs write that cannot come back to the header (sox, arecord, ffmpeg,
    espeak): then the samples go on to the end of the file. */
std::optional<WaveHeader> readWaveHeader (const ByteReader&);

} // namespace parlando
