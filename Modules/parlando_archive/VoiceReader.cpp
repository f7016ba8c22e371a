#include "VoiceReader.h"

#include "VoiceHeader.h"
#include "WaveWriting.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace parlando
{

VoiceReader VoiceReader::open (const DiskFolder& folder, const std::string& name, int& error)
{
    VoiceReader reader;
    auto file = folder.openToRead (name, error);

    if (error != 0)
        return reader;

    const auto header = readVoiceHeader (file.read (0, waveHeaderBytes));
    error = header.sampleRate > 0 ? 0 : EBADMSG;

    if (error != 0)
        return reader;

    const auto there = file.size() - std::min<std::uint64_t> (file.size(), waveHeaderBytes);
    reader.rate = header.sampleRate;
    reader.samples = std::min (header.dataBytes, there) / 2;
    reader.file = std::move (file);
    return reader;
}

std::size_t VoiceReader::read (std::span<std::int16_t> target)
{
    const auto wanted = std::min<std::uint64_t> (target.size(), samples - std::min (samples, place));
    const auto bytes = file.read (waveHeaderBytes + 2 * place, static_cast<std::size_t> (wanted) * 2);
    const auto count = bytes.size() / 2;

    // The samples of every machine that this is built for stand as in a WAV.
    std::memcpy (target.data(), bytes.data(), count * 2);
    place += count;
    return count;
}

} // namespace parlando
