#include "VoiceFile.h"

#include "WaveMarks.h"
#include "WaveWriting.h"

#include <array>
#include <utility>

namespace parlando
{
namespace
{

/** The samples of every machine that this is built for stand as a WAV wants them. */
std::string_view bytesOf (std::span<const std::int16_t> samples)
{
    return {reinterpret_cast<const char*> (samples.data()), samples.size_bytes()};
}

} // namespace

VoiceFile VoiceFile::create (const DiskFolder& folder, const std::string& name, int sampleRate,
                             std::span<const std::int16_t> samples, int& error, int channelCount)
{
    VoiceFile made;
    made.rate = sampleRate;
    made.channels = channelCount;
    made.dataBytes = samples.size_bytes();
    made.file = folder.create (
        name, makeWaveHeader ({sampleRate, channelCount}, made.dataBytes) + std::string (bytesOf (samples)), error);
    return made;
}

/** Also where the disk has room for a part alone. */
int VoiceFile::append (std::span<const std::int16_t> samples)
{
    const auto error = file.append (bytesOf (samples));
    dataBytes = (file.size() - waveHeaderBytes) / frameBytes() * frameBytes();
    const auto sizesError = writeSizes();
    return error != 0 ? error : sizesError;
}

int VoiceFile::appendSilence (std::uint64_t samples)
{
    if (const auto error = file.resize (waveHeaderBytes + dataBytes + samples * frameBytes()); error != 0)
        return error;

    dataBytes += samples * frameBytes();
    return writeSizes();
}

/** Behind the samples first: until the sizes say so, it is not part of the file. */
int VoiceFile::mark (std::uint64_t sample, std::string_view label)
{
    const auto chunks =
        makeWaveMarks (std::array{WaveMark{static_cast<std::uint32_t> (sample), 0, std::string (label)}});

    if (const auto error = file.append (chunks); error != 0)
    {
        file.resize (waveHeaderBytes + dataBytes);
        return error;
    }

    return writeSizes (chunks.size());
}

int VoiceFile::writeSizes (std::uint64_t behind)
{
    return file.overwrite (0, makeWaveHeader ({rate, channels}, dataBytes, behind));
}

} // namespace parlando
