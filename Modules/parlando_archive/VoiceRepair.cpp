#include "VoiceFile.h"

#include "WaveWriting.h"

#include <algorithm>

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

/** What a header of ours says; nothing in `sampleRate` where it is none. */
struct OwnHeader
{
    int sampleRate = 0;
    std::uint64_t dataBytes = 0, behind = 0;
};

/** The places are those that makeWaveHeader() writes to. */
OwnHeader ownHeaderIn (const std::string& bytes)
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

} // namespace

int repairVoiceFile (const DiskFolder& folder, const std::string& name)
{
    constexpr std::uint64_t longestMark = 200;
    int error = 0;
    auto file = folder.openToRepair (name, error);

    if (error != 0)
        return error;

    const auto header = ownHeaderIn (file.read (0, waveHeaderBytes));

    if (header.sampleRate == 0 || file.size() == waveHeaderBytes + header.dataBytes + header.behind)
        return 0;

    const auto there = file.size() - waveHeaderBytes;
    const auto behind = there - std::min (there, header.dataBytes);
    const auto isMarkBegun =
        behind > 0 && behind <= longestMark &&
        std::string_view ("cue \x1c")
            .starts_with (file.read (waveHeaderBytes + header.dataBytes, std::min<std::size_t> (behind, 5)));
    const auto dataBytes = isMarkBegun || header.behind > 0 ? std::min (header.dataBytes, there) : there;
    const auto whole = dataBytes / 2 * 2;

    if (error = file.resize (waveHeaderBytes + whole); error == 0)
        error = file.overwrite (0, makeWaveHeader ({header.sampleRate}, whole));

    return error;
}

} // namespace parlando
