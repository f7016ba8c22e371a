#include "FileMix.h"

#include "CommandLineError.h"

namespace parlando
{

FileMix::FileMix (const std::string& name, int sampleRate, int channelCount, InputChannels wanted)
    : channels (static_cast<std::size_t> (channelCount)), mixer (std::make_unique<InputMix> (*notices)),
      planes (channels), sources (channels)
{
    if (! wanted.isAll() && wanted.last >= channelCount)
        throw UsageError ("--input-channel: " + name + " has " +
                          (channelCount == 1 ? std::string ("one channel; leave the option out.")
                                             : std::to_string (channelCount) + " channels; give a number from 1 to " +
                                                   std::to_string (channelCount) + "."));

    mixer->prepare (sampleRate);
    mixer->setChannels (wanted);
}

const std::vector<float>& FileMix::mix (std::span<const float> interleaved)
{
    const auto frames = interleaved.size() / channels;
    mono.resize (frames);

    for (std::size_t channel = 0; channel < channels; ++channel)
    {
        auto& plane = planes[channel];
        plane.resize (frames);

        for (std::size_t frame = 0; frame < frames; ++frame)
            plane[frame] = interleaved[frame * channels + channel];

        sources[channel] = plane.data();
    }

    mixer->process (sources.data(), static_cast<int> (channels), 0, mono.data(), frames);
    return mono;
}

} // namespace parlando
