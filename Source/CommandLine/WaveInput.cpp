#include "WaveInput.h"

#include "AtomicFile.h"
#include "CommandLineError.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <sndfile.h>

namespace parlando
{

struct WaveInput::File
{
    SNDFILE* handle = nullptr;
    SF_INFO format = {};
    std::vector<float> interleaved;
    std::vector<float> mono;

    ~File() { sf_close (handle); }
};

namespace
{

bool isWave (int format)
{
    const auto container = format & SF_FORMAT_TYPEMASK;
    return container == SF_FORMAT_WAV || container == SF_FORMAT_WAVEX || container == SF_FORMAT_RF64;
}

} // namespace

WaveInput::WaveInput (const std::string& path) : file (std::make_unique<File>())
{
    requireReadable (path, "--input");
    file->handle = sf_open (path.c_str(), SFM_READ, &file->format);

    if (file->handle == nullptr || ! isWave (file->format.format))
        throw UsageError ("--input: " + path + " is not a WAV file that can be read; convert it to WAV first.");

    if (file->format.frames <= 0)
        throw UsageError ("--input: " + path + " is a WAV file without any sound; give a recording.");

    if (file->format.samplerate < 1000 || file->format.samplerate > 768000)
        throw UsageError ("--input: " + path + " says that its sample rate is " +
                          std::to_string (file->format.samplerate) +
                          " Hz; give a recording between 1,000 and 768,000 Hz.");
}

WaveInput::~WaveInput() = default;
WaveInput::WaveInput (WaveInput&&) noexcept = default;

int WaveInput::sampleRate() const noexcept { return file->format.samplerate; }

const std::vector<float>& WaveInput::read (int frames)
{
    const auto channels = static_cast<std::size_t> (file->format.channels);
    file->interleaved.resize (static_cast<std::size_t> (frames) * channels);
    const auto got = sf_readf_float (file->handle, file->interleaved.data(), frames);
    file->mono.assign (static_cast<std::size_t> (std::max<sf_count_t> (got, 0)), 0.0f);

    for (std::size_t frame = 0; frame < file->mono.size(); ++frame)
    {
        double sum = 0.0;

        for (std::size_t channel = 0; channel < channels; ++channel)
            sum += file->interleaved[frame * channels + channel];

        const auto mean = sum / static_cast<double> (channels);
        file->mono[frame] = std::isfinite (mean) ? static_cast<float> (std::clamp (mean, -8.0, 8.0)) : 0.0f;
    }

    return file->mono;
}

} // namespace parlando
