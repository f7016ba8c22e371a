#pragma once

#include <parlando_audio/parlando_audio.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

namespace parlando::test
{

using Signal = std::vector<float>;

inline Signal sine (double rate, double frequency, std::size_t samples, double amplitude = 0.5)
{
    Signal signal (samples);
    for (std::size_t i = 0; i < samples; ++i)
        signal[i] = static_cast<float> (amplitude *
                                        std::sin (2.0 * std::numbers::pi * frequency * static_cast<double> (i) / rate));
    return signal;
}

inline float largestStep (const Signal& signal, std::size_t begin = 0)
{
    float largest = 0.0f;
    for (auto i = begin + 1; i < signal.size(); ++i)
        largest = std::max (largest, std::fabs (signal[i] - signal[i - 1]));
    return largest;
}

inline bool isSilent (const Signal& signal, std::size_t begin = 0)
{
    return std::all_of (signal.begin() + static_cast<std::ptrdiff_t> (begin), signal.end(),
                        [] (float sample) { return sample == 0.0f; });
}

// A host with a strip on a mono track, processed in place, with the agent's bus and a session that keeps it supplied.
struct StripRig
{
    explicit StripRig (double sampleRate = 24'000, int hostBlock = 480) : blockSize (hostBlock)
    {
        strip.prepare (sampleRate, hostBlock);
        playout.pump();
    }

    // A voice that is constant, and exact where the host's rate is 24 kHz, but for the 5 ms in which it starts.
    void speak (double seconds, std::int16_t value = 8'192)
    {
        playout.push (++turn, std::vector (static_cast<std::size_t> (24'000 * seconds), value), 24'000);
        playout.endTurn (turn);
        playout.pump();
    }

    // What the main output gives for this track; the agent's bus and the captured samples go to `agent` and `heard`.
    Signal run (Signal track)
    {
        agent.assign (track.size(), 9.0f);
        for (std::size_t start = 0; start < track.size(); start += static_cast<std::size_t> (blockSize))
        {
            const auto frames = std::min (track.size() - start, static_cast<std::size_t> (blockSize));
            auto* main = track.data() + start;
            auto* voice = agent.data() + start;
            playout.pump();
            strip.process ({&main, 1, nullptr, 0, &main, 1, &voice, 1, static_cast<int> (frames)}, controls);
            fetch();
        }
        return track;
    }

    // At 16 kHz capture keeps every sample, rounded to PCM16; frames that are not full yet are missing.
    void fetch()
    {
        while (engine.capture().pull (frame))
            for (const auto sample : frame)
                heard.push_back (static_cast<float> (sample) / 32'768.0f);
    }

    [[nodiscard]] std::uint64_t captured() { return engine.capture().capturedSamples(); }

    AudioEngine engine;
    Playout& playout = engine.playout();
    ChannelStrip strip{engine};
    StripControls controls;
    int blockSize;
    std::uint64_t turn = 0;
    Signal agent, heard;
    std::vector<std::int16_t> frame;
};

} // namespace parlando::test
