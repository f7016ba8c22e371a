#pragma once

#include "Track.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <vector>

namespace parlando::testing
{

/** What went into a track's main input and what came out, left channels. Set up while nothing plays. */
class Recording
{
public:
    /** All buses of the track must be on. */
    explicit Recording (Track& track)
    {
        track.listen = [this] (const auto& in, const auto& out)
        {
            const std::lock_guard lock (mutex);
            append (dryIn, in, 0);
            append (mainOut, out, 0);
            append (voiceOut, out, 2);
        };
    }

    [[nodiscard]] std::vector<float> dry() const { return copy (dryIn); }
    [[nodiscard]] std::vector<float> main() const { return copy (mainOut); }
    [[nodiscard]] std::vector<float> voice() const { return copy (voiceOut); }

    [[nodiscard]] std::size_t size() const
    {
        const std::lock_guard lock (mutex);
        return voiceOut.size();
    }

    /** Samples of the agent's voice that sounded. */
    [[nodiscard]] std::size_t voiced() const
    {
        const std::lock_guard lock (mutex);
        return voiceOut.size() - static_cast<std::size_t> (std::count (voiceOut.begin(), voiceOut.end(), 0.0f));
    }

private:
    static void append (std::vector<float>& target, const juce::AudioBuffer<float>& source, int channel)
    {
        const auto* samples = source.getReadPointer (channel);
        target.insert (target.end(), samples, samples + source.getNumSamples());
    }

    std::vector<float> copy (const std::vector<float>& samples) const
    {
        const std::lock_guard lock (mutex);
        return samples;
    }

    mutable std::mutex mutex;
    std::vector<float> dryIn, mainOut, voiceOut;
};

/** Noise on every channel, the same in every run. */
inline std::function<void (juce::AudioBuffer<float>&)> noise (float level = 0.5f)
{
    return [level, random = juce::Random (7)] (juce::AudioBuffer<float>& block) mutable
    {
        for (int channel = 0; channel < block.getNumChannels(); ++channel)
            for (int i = 0; i < block.getNumSamples(); ++i)
                block.setSample (channel, i, level * (2.0f * random.nextFloat() - 1.0f));
    };
}

/** One level on the track and another on the side-chain. */
inline std::function<void (juce::AudioBuffer<float>&)> levels (float track, float sideChain)
{
    return [=] (juce::AudioBuffer<float>& block)
    {
        for (int channel = 0; channel < block.getNumChannels(); ++channel)
            juce::FloatVectorOperations::fill (block.getWritePointer (channel), channel < 2 ? track : sideChain,
                                               block.getNumSamples());
    };
}

/** Speech that swells and dies away, so that the edges of the voice are nowhere smoothed and every sample differs from
    its neighbours: what is lost, repeated or changed shows. */
inline std::vector<std::int16_t> swellingSpeech (std::size_t samples)
{
    std::vector<std::int16_t> speech (samples);

    for (std::size_t i = 0; i < samples; ++i)
        speech[i] = static_cast<std::int16_t> (std::min (i, samples - 1 - i) * 40'000 / samples);

    return speech;
}

/** 16-bit samples without the silence in it. */
inline std::vector<std::int16_t> sounding (const std::vector<float>& voice)
{
    std::vector<std::int16_t> samples;

    for (const auto sample : voice)
        if (sample != 0.0f)
            samples.push_back (static_cast<std::int16_t> (std::lround (sample * 32'768.0f)));

    return samples;
}

inline std::vector<std::int16_t> sounding (std::vector<std::int16_t> speech)
{
    std::erase (speech, std::int16_t (0));
    return speech;
}

} // namespace parlando::testing
