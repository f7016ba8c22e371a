#include "VoiceHeader.h"

#include "WaveWriting.h"

namespace parlando
{
namespace
{

std::uint64_t numberAt (std::string_view bytes, std::size_t at, int size)
{
    std::uint64_t value = 0;

    for (int i = 0; i < size; ++i)
        value |= std::uint64_t{static_cast<unsigned char> (bytes[at + static_cast<std::size_t> (i)])} << (8 * i);

    return value;
}

} // namespace

/** The places are those that makeWaveHeader() writes to. */
VoiceHeader readVoiceHeader (std::string_view bytes)
{
    if (bytes.size() < waveHeaderBytes)
        return {};

    const auto isLong = bytes.starts_with ("RF64");
    const auto riffBytes = isLong ? numberAt (bytes, 20, 8) : numberAt (bytes, 4, 4);
    const auto dataBytes = isLong ? numberAt (bytes, 28, 8) : numberAt (bytes, 76, 4);
    const auto sampleRate = static_cast<int> (numberAt (bytes, 60, 4) & 0x7fffffff);
    const auto before = dataBytes + waveHeaderBytes - 8;

    // Whatever is not as it would be written is not ours.
    if (riffBytes < before || bytes != makeWaveHeader ({sampleRate}, dataBytes, riffBytes - before))
        return {};

    return {sampleRate, dataBytes, riffBytes - before};
}

} // namespace parlando
