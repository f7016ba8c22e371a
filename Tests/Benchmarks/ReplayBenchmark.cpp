#include "Figures.h"

#include <parlando_replay/parlando_replay.h>

#include <cstdio>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <vector>

// What replayed takes cost: the map for an hour of them, and each block of the audio thread.

using namespace parlando;
using parlando::benchmarks::printFigures;

namespace
{

constexpr int voiceRate = 24'000;

double microsecondsSince (Instant start)
{
    return static_cast<double> (toNanoseconds (realtimeNow()) - toNanoseconds (start)) / 1'000.0;
}

/** The process's greatest so far, in MB; Linux alone tells it. */
double peakMemory()
{
    std::ifstream status ("/proc/self/status");

    for (std::string word; status >> word;)
        if (word == "VmHWM:" && status >> word)
            return std::stod (word) / 1'000.0;

    return 0.0;
}

/** So many takes of 7.2 s, 2 s apart: 500 are an hour of voice. */
std::vector<ReplayPiece> makeTakes (std::size_t count, int hostRate)
{
    std::mt19937 random (1);
    std::vector<ReplayPiece> pieces;

    for (std::size_t i = 0; i < count; ++i)
    {
        std::vector<std::int16_t> samples (static_cast<std::size_t> (7.2 * voiceRate));

        for (auto& sample : samples)
            sample = static_cast<std::int16_t> (random() % 8'000);

        const auto place = static_cast<std::int64_t> (static_cast<double> (i) * 9.2 * hostRate);
        pieces.push_back ({std::make_shared<const TakeVoice> (std::move (samples), voiceRate), 0,
                           static_cast<std::int64_t> (7.2 * voiceRate), place, hostRate,
                           static_cast<double> (place) / hostRate * 2.0, 120.0});
    }

    return pieces;
}

/** Blocks from `begin` on, and what a call without a map costs taken off, as is the clock. */
void measure (const char* name, const std::shared_ptr<const ReplayMap>& map, int rate, std::size_t frames,
              std::int64_t begin)
{
    ReplayPlayer player;
    player.setMap (map);
    std::vector<float> out (frames);
    std::vector<double> times;
    HostTransport host;
    host.isThere = host.isPlaying = host.hasSamples = true;
    host.sampleRate = rate;
    host.tempo = 120.0;

    for (host.samples = begin; times.size() < 20'000; host.samples += static_cast<std::int64_t> (frames))
    {
        if (host.samples > begin + rate)
            host.samples = begin;

        host.beats = static_cast<double> (host.samples) / rate * 2.0;
        const auto start = realtimeNow();
        player.render (out, host);
        times.push_back (microsecondsSince (start));
    }

    char line[100];
    std::snprintf (line, sizeof line, "%6d Hz %4zu frames  %s", rate, frames, name);
    printFigures (line, "us", std::move (times));
}

} // namespace

int main()
{
    const auto before = peakMemory();
    auto start = realtimeNow();
    const auto takes = makeTakes (500, 48'000);
    std::printf ("500 takes, 60 min of voice, made and hashed: %.0f ms\n", microsecondsSince (start) / 1'000.0);

    for (const auto rate : {44'100, 48'000, 192'000})
    {
        start = realtimeNow();
        const auto map = std::make_shared<const ReplayMap> (takes, rate, ReplayAnchor::samples);
        std::printf ("their map at %d Hz: %.1f ms\n", rate, microsecondsSince (start) / 1'000.0);
        const auto byBeats = std::make_shared<const ReplayMap> (takes, rate, ReplayAnchor::beats);
        const auto silent = static_cast<std::int64_t> (250 * 9.2 * rate) - rate * 3 / 2, sounding = silent + 3 * rate;

        for (const std::size_t frames : {std::size_t{64}, std::size_t{512}})
        {
            measure ("no takes", nullptr, rate, frames, silent);
            measure ("500 takes, silent", map, rate, frames, silent);
            measure ("500 takes by beats, silent", byBeats, rate, frames, silent);
            measure ("500 takes, sounding", map, rate, frames, sounding);
        }
    }

    std::printf ("peak memory: %.0f MB more\n", peakMemory() - before);
}
