#pragma once

#include <string>

namespace parlando
{

/** How raw sound is written, as no header says it. */
struct RawFormat
{
    std::string name = "s16le"; /**< ffmpeg's, such as s16le, s24le, f32le, mulaw. */
    int encoding = 0;           /**< libsndfile's subtype and order of bytes. */
    int sampleRate = 0;         /**< Hz, 1,000 to 768,000; 0: not given. */
    int channels = 1;           /**< 1 to 256, interleaved. */

    int bytesPerSample() const noexcept;
};

/** ENCODING[:RATE[:CHANNELS]], such as s16le:16000:1. The encodings go by ffmpeg's names, or by ALSA's where those mean
    the same. Throws UsageError, whose sentence begins with `option`. */
RawFormat parseRawFormat (const std::string& text, const char* option);

} // namespace parlando
