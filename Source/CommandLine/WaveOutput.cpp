#include "WaveOutput.h"

#include <sndfile.h>
#include <utility>

namespace parlando
{

namespace
{
/** A WAV's sizes are 32-bit; the last kilobyte is left for its header. */
constexpr std::uint64_t largestWave = 0xffffffffu - 1024u;
} // namespace

struct WaveOutput::File
{
    SNDFILE* handle = nullptr;

    ~File()
    {
        if (handle != nullptr)
            sf_close (handle);
    }
};

WaveOutput::WaveOutput (std::string path, int sampleRate, int channels)
    : name (std::move (path)), file (std::make_unique<File>()), bytesLeft (largestWave)
{
    SF_INFO format = {};
    format.samplerate = sampleRate;
    format.channels = channels;
    format.format = SF_FORMAT_WAV | SF_FORMAT_PCM_16;
    file->handle = sf_open (name.c_str(), SFM_WRITE, &format);

    if (file->handle == nullptr)
        sentence = name + " cannot be written (" + sf_strerror (nullptr) + "); give another path.";
    else
        sf_command (file->handle, SFC_SET_UPDATE_HEADER_AUTO, nullptr, SF_TRUE);
}

WaveOutput::~WaveOutput() = default;

void WaveOutput::write (std::span<const std::int16_t> samples)
{
    if (! sentence.empty() || samples.empty())
        return;

    if (samples.size_bytes() > bytesLeft)
    {
        sentence = name + " has reached the 4 GB that a WAV file can hold; the recording ends there.";
        return;
    }

    const auto count = static_cast<sf_count_t> (samples.size());

    if (sf_write_short (file->handle, samples.data(), count) == count)
        bytesLeft -= samples.size_bytes();
    else
        sentence = name + " could not be written further (" + sf_strerror (file->handle) +
                   "); what came before is kept. Free some room on the disk.";
}

} // namespace parlando
