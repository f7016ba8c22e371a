#include "WaveInput.h"

#include "AtomicFile.h"
#include "CommandLineError.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <sndfile.h>
#include <utility>

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

/** What is no number becomes silence, and what is absurdly loud merely loud. */
float bounded (float sample)
{
    const auto number = std::fabs (sample) <= std::numeric_limits<float>::max() ? sample : 0.0f;
    const auto low = number > -8.0f ? number : -8.0f;
    return low < 8.0f ? low : 8.0f;
}

void mix (const std::vector<float>& interleaved, std::size_t channels, std::vector<float>& mono)
{
    mono.resize (interleaved.size() / channels);

    for (std::size_t frame = 0; frame < mono.size(); ++frame)
    {
        double sum = 0.0;

        for (std::size_t channel = 0; channel < channels; ++channel)
            sum += interleaved[frame * channels + channel];

        mono[frame] = static_cast<float> (sum / static_cast<double> (channels));
    }
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

double WaveInput::seconds() const noexcept
{
    return static_cast<double> (file->format.frames) / file->format.samplerate;
}

const std::vector<float>& WaveInput::read (int frames)
{
    const auto channels = static_cast<std::size_t> (file->format.channels);
    file->interleaved.resize (static_cast<std::size_t> (frames) * channels);
    const auto got = sf_readf_float (file->handle, file->interleaved.data(), frames);
    file->interleaved.resize (static_cast<std::size_t> (std::max<sf_count_t> (got, 0)) * channels);

    if (channels == 1)
        std::swap (file->mono, file->interleaved);
    else
        mix (file->interleaved, channels, file->mono);

    std::transform (file->mono.begin(), file->mono.end(), file->mono.begin(), bounded);
    return file->mono;
}

} // namespace parlando
