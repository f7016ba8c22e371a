#pragma once

#include <cstdint>
#include <string_view>

namespace parlando
{

/** What the header of a VoiceFile says; nothing in `sampleRate` where it is none. */
struct VoiceHeader
{
    int sampleRate = 0;                      /**< Hz */
    std::uint64_t dataBytes = 0, behind = 0; /**< Of samples, and of what marks them. */
};

/** Of the first waveHeaderBytes of a file; whatever is not as it would be written is none. Any thread. */
VoiceHeader readVoiceHeader (std::string_view bytes);

} // namespace parlando
