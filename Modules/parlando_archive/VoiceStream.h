#pragma once

#include "VoiceReader.h"

#include <parlando_audio/parlando_audio.h>

#include <span>
#include <vector>

namespace parlando
{

/** The samples of a voice at another rate: sample 0 stays sample 0, and N become round (N * rate / its own). One thread
    at a time; blocks on the disk. */
class VoiceStream
{
public:
    /** Throws std::bad_alloc. */
    VoiceStream (VoiceReader, int sampleRate);

    /** At its rate. */
    std::uint64_t length() const noexcept;

    /** The next ones, 1 is full scale; nothing at the end, or where the disk fails. */
    std::span<const float> next();

    /** All of length() came. */
    bool isWhole() const noexcept { return given == length(); }

private:
    std::size_t fill();

    VoiceReader voice;
    Resampler resampler;
    std::uint64_t given = 0;
    std::vector<std::int16_t> pcm;
    std::vector<float> source, target;
    std::size_t place = 0; // in the source
};

} // namespace parlando
