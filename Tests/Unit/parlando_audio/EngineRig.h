#pragma once

#include <parlando_audio/parlando_audio.h>

#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>
#include <vector>

namespace parlando::test
{

// A sine that starts at a zero crossing, as PCM16.
inline std::vector<std::int16_t> sinePcm (int sampleRate, double frequency, double seconds, double amplitude = 0.5)
{
    std::vector<std::int16_t> samples (static_cast<std::size_t> (sampleRate * seconds));
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = static_cast<std::int16_t> (
            std::lround (32'767.0 * amplitude *
                         std::sin (2.0 * std::numbers::pi * frequency * static_cast<double> (i) / sampleRate)));
    return samples;
}

// Noise of which each sample tells its place. It starts from 0, so that no start adds an offset.
inline std::vector<std::int16_t> noisePcm (std::size_t count, unsigned seed)
{
    std::mt19937 random (seed);
    std::vector<std::int16_t> samples (count);
    for (auto& sample : samples)
        sample = static_cast<std::int16_t> (static_cast<int> (random() % 60'000) - 30'000);
    if (! samples.empty())
        samples.front() = 0;
    return samples;
}

// A host: calls process() and keeps what came out.
struct EngineRig
{
    explicit EngineRig (double sampleRate = 24'000, int blockSize = 480)
    {
        engine.prepare (sampleRate, blockSize);
        playout.pump();
    }

    void render (int frames)
    {
        std::vector<float> block (static_cast<std::size_t> (frames));
        auto* channel = block.data();
        engine.process (nullptr, 0, &channel, 1, frames);
        heard.insert (heard.end(), block.begin(), block.end());
    }

    void capture (const std::vector<float>& input)
    {
        const auto* channel = input.data();
        engine.process (&channel, 1, nullptr, 0, static_cast<int> (input.size()));
    }

    // Pumps and plays in blocks until nothing is left.
    void playOut (int blockSize = 480)
    {
        do
        {
            playout.pump();
            render (blockSize);
        } while (! playout.isDry());
        render (blockSize);
        poll();
    }

    void poll()
    {
        playout.poll ([this] (const PlayoutEvent& event) { events.push_back (event); });
    }

    [[nodiscard]] std::vector<PlayoutEvent> eventsOf (PlayoutEvent::Kind kind) const
    {
        std::vector<PlayoutEvent> found;
        for (const auto& event : events)
            if (event.kind == kind)
                found.push_back (event);
        return found;
    }

    // The largest step between neighbouring samples of what was heard.
    [[nodiscard]] float largestStep (std::size_t begin = 1) const
    {
        float largest = 0.0f;
        for (auto i = std::max<std::size_t> (begin, 1); i < heard.size(); ++i)
            largest = std::max (largest, std::fabs (heard[i] - heard[i - 1]));
        return largest;
    }

    AudioEngine engine;
    Playout& playout = engine.playout();
    std::vector<float> heard;
    std::vector<PlayoutEvent> events;
};

} // namespace parlando::test
