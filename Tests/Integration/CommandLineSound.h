#pragma once

#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <sndfile.h>
#include <string>
#include <vector>

namespace parlando::testing
{

/** What a sound file holds, as libsndfile reads it. */
struct Wave
{
    SF_INFO format = {};
    std::vector<short> samples; // interleaved

    /** Frames of a channel that are louder than -50 dBFS. */
    std::size_t loudFrames (int channel) const
    {
        std::size_t loud = 0;

        for (auto i = static_cast<std::size_t> (channel); i < samples.size();
             i += static_cast<std::size_t> (format.channels))
            loud += std::abs (samples[i]) > 100 ? 1 : 0;

        return loud;
    }

    /** The level of a channel in dBFS, from its first loud sample to its last. */
    double level (int channel) const
    {
        std::vector<double> found;
        std::size_t last = 0;

        for (auto i = static_cast<std::size_t> (channel); i < samples.size();
             i += static_cast<std::size_t> (format.channels))
        {
            if (std::abs (samples[i]) > 100 || ! found.empty())
                found.push_back (samples[i] / 32768.0);

            if (std::abs (samples[i]) > 100)
                last = found.size();
        }

        double sum = 0.0;

        for (std::size_t i = 0; i < last; ++i)
            sum += found[i] * found[i];

        return last > 0 ? 10.0 * std::log10 (sum / static_cast<double> (last)) : -120.0;
    }
};

inline Wave readWave (const std::string& path)
{
    Wave wave;
    auto* file = sf_open (path.c_str(), SFM_READ, &wave.format);

    if (file != nullptr)
    {
        wave.samples.resize (static_cast<std::size_t> (wave.format.frames * wave.format.channels));
        sf_read_short (file, wave.samples.data(), static_cast<sf_count_t> (wave.samples.size()));
        sf_close (file);
    }

    return wave;
}

} // namespace parlando::testing
