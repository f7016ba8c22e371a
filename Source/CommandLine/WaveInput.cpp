#include "WaveInput.h"

#include "FileMix.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <limits>
#include <optional>
#include <utility>

namespace parlando
{

struct WaveInput::File
{
    SoundSource source;
    std::vector<float> interleaved;
    std::vector<float> mono;
    bool isBroken = false;
    double secondsRead = 0.0;
    std::optional<FileMix> mix{};
};

namespace
{

/** What is no number becomes silence, and what is absurdly loud merely loud. */
float bounded (float sample)
{
    const auto number = std::fabs (sample) <= std::numeric_limits<float>::max() ? sample : 0.0f;
    const auto low = number > -8.0f ? number : -8.0f;
    return low < 8.0f ? low : 8.0f;
}

} // namespace

WaveInput::WaveInput (const SoundSource::Place& place, InputChannels channels)
    : file (std::make_unique<File> (File{SoundSource (place), {}, {}}))
{
    const auto& format = file->source.format();
    file->mix.emplace (file->source.name(), format.samplerate, format.channels, channels);
}

WaveInput::~WaveInput() = default;
WaveInput::WaveInput (WaveInput&&) noexcept = default;

int WaveInput::sampleRate() const noexcept { return file->source.format().samplerate; }

bool WaveInput::isLive() const noexcept { return file->source.isLive(); }

double WaveInput::seconds() const noexcept
{
    const auto& format = file->source.format();

    // Compressed by a program that could not come back to the header either, it says that it is endless.
    const auto isKnown = ! isLive() && format.frames < SF_COUNT_MAX / 2;
    return isKnown ? static_cast<double> (format.frames) / format.samplerate : 0.0;
}

const std::vector<float>& WaveInput::read (int frames)
{
    const auto channels = static_cast<std::size_t> (file->source.format().channels);
    file->interleaved.resize (static_cast<std::size_t> (frames) * channels);
    const auto got = sf_readf_float (file->source.handle(), file->interleaved.data(), frames);
    file->secondsRead += static_cast<double> (std::max<sf_count_t> (got, 0)) / sampleRate();
    file->isBroken |= got < frames && sf_error (file->source.handle()) != SF_ERR_NO_ERROR;
    file->interleaved.resize (static_cast<std::size_t> (std::max<sf_count_t> (got, 0)) * channels);

    const auto& mixed = file->mix->mix (file->interleaved);
    file->mono.resize (mixed.size());
    std::transform (mixed.begin(), mixed.end(), file->mono.begin(), bounded);
    return file->mono;
}

void WaveInput::stop() { file->source.stop(); }

std::string WaveInput::problem() const
{
    if (! file->isBroken)
        return file->source.problem();

    char seconds[32];
    std::snprintf (seconds, sizeof (seconds), "%.1f s", file->secondsRead);
    return file->source.name() + " is broken after " + seconds + "; what came before was heard. Save it anew.";
}

std::optional<InputNotice> WaveInput::takeNotice() { return file->mix->takeNotice(); }

} // namespace parlando
