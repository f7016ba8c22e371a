#include <parlando_audio/parlando_audio.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

// What one call of AudioEngine::process costs the host's audio thread. A session's part runs between the calls and is
// not measured.

using namespace parlando;

namespace
{

enum class Load
{
    idle,      // the microphone is muted and the agent is silent
    listening, // the microphone is open
    speaking   // the microphone is open and the agent speaks
};

struct Host
{
    double sampleRate;
    int blockSize;
};

double microseconds (Instant from, Instant to)
{
    return static_cast<double> (toNanoseconds (to) - toNanoseconds (from)) / 1'000.0;
}

std::vector<double> measure (Host host, Load load)
{
    AudioEngine engine;
    engine.prepare (host.sampleRate, host.blockSize);
    engine.setCaptureEnabled (load != Load::idle);

    std::vector<float> left (static_cast<std::size_t> (host.blockSize)), right (left.size());
    const float* in[] = {left.data(), right.data()};
    float* out[] = {left.data(), right.data()};
    const std::vector<std::int16_t> voice (4'800, 5'000);
    std::vector<std::int16_t> frame;

    const auto blocks = static_cast<std::size_t> (10.0 * host.sampleRate / host.blockSize);
    std::vector<double> times;
    times.reserve (blocks);
    for (std::size_t i = 0; i < blocks; ++i)
    {
        if (load == Load::speaking && engine.playout().backlog() < Milliseconds (400))
            engine.playout().push (1, voice, 24'000);
        engine.playout().pump();
        while (engine.capture().pull (frame))
        {
        }
        for (std::size_t sample = 0; sample < left.size(); ++sample)
            left[sample] = right[sample] = std::sin (0.01f * static_cast<float> (sample));

        const auto start = realtimeNow();
        engine.process (in, 2, out, 2, host.blockSize);
        times.push_back (microseconds (start, realtimeNow()));
    }
    std::sort (times.begin(), times.end());
    return times;
}

void report (Host host, Load load, const char* name)
{
    const auto times = measure (host, load);
    const auto block = 1e6 * host.blockSize / host.sampleRate;
    std::printf (
        "%6.0f Hz %4d frames (%6.1f us)  %-9s  median %7.3f us  p99.9 %7.3f us  worst %8.3f us  (%.3f %% of a core)\n",
        host.sampleRate, host.blockSize, block, name, times[times.size() / 2], times[times.size() * 999 / 1'000],
        times.back(), 100.0 * times[times.size() / 2] / block);
}

} // namespace

int main()
{
    for (const auto host : {Host{48'000, 64}, Host{192'000, 32}})
    {
        report (host, Load::idle, "idle");
        report (host, Load::listening, "listening");
        report (host, Load::speaking, "speaking");
    }
}
