#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace parlando
{

/** A place in a sound file that editors show. */
struct WaveMark
{
    std::uint32_t frame = 0;
    std::uint32_t length = 0; /**< In frames; 0 for a point. */
    std::string label;        /**< UTF-8; 255 bytes are what others read, the rest is left out. */
};

/** What a WAV file holds to mark places of it: a `cue ` chunk and its `LIST` `adtl` with a `labl` for each, all of
    them before the `ltxt` of those that have a length (Multimedia Programming Interface and Data Specifications 1.0;
    libsndfile 1.2 reads no label behind another kind). Even in length; empty for none. At most 1000, the first. */
std::string makeWaveMarks (std::span<const WaveMark>);

} // namespace parlando
