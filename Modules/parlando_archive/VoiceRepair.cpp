#include "VoiceFile.h"

#include "VoiceHeader.h"
#include "WaveWriting.h"

#include <algorithm>

namespace parlando
{

int repairVoiceFile (const DiskFolder& folder, const std::string& name)
{
    constexpr std::uint64_t longestMark = 200;
    int error = 0;
    auto file = folder.openToRepair (name, error);

    if (error != 0)
        return error;

    const auto header = readVoiceHeader (file.read (0, waveHeaderBytes));

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
