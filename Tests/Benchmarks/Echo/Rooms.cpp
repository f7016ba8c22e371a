#include "EchoParts.h"
#include "Heard.h"

#include <cstdio>

namespace parlando::benchmarks
{

using namespace test;

namespace
{

struct Case
{
    const char* name;
    EchoPath path;
    double told; // ms
};

void measureRoom (const Case& each, double seconds)
{
    const AloneInRoom room (each.path, seconds);
    SpeechProcessor processor;
    const auto heard = heardBy (processor, room.microphone, room.agent, each.told);
    const auto suppressed = [&] (double from, double to) { return room.lowered (heard.suppressed, from, to); };
    std::printf ("%-38s %5.1f %5.1f %5.1f %5.1f   %5.1f %5.1f   %3zu %3d  %7.2f %7.1f\n", each.name,
                 suppressed (0.5, 1.5), suppressed (2.5, 3.5), suppressed (9.5, 10.5), suppressed (10.0, seconds),
                 room.lowered (heard.linear, 2.5, 3.5), room.lowered (heard.linear, 10.0, seconds), heard.onsets.size(),
                 heard.holds(), heard.figures.delay, heard.figures.drift);
}

/** The delay jumps by `jump` ms after 20 s: dB in each second after it. */
void measureJump (double jump)
{
    const AloneInRoom room ({.delay = 100.0, .level = -26.0, .jumpAt = 20.0, .jump = jump}, 30.0);
    SpeechProcessor processor;
    const auto heard = heardBy (processor, room.microphone, room.agent, 100.0);
    std::printf ("%+5.1f ms after 20 s: dB in each second from 19 s on ", jump);
    for (int second = 19; second < 27; ++second)
        std::printf (" %5.1f", room.lowered (heard.suppressed, second, second + 1.0));
    std::printf ("; %zu onsets\n", heard.onsets.size());
}

/** Another device after 20 s, which says its delay: half the way through a word. */
void measureDevice (double before, double after)
{
    const AloneInRoom room ({.delay = before, .level = -26.0, .jumpAt = 20.0, .jump = after - before}, 30.0);
    SpeechProcessor processor;
    const auto cut = [] (const Sound& sound, double from, double to)
    {
        return Sound (sound.begin() + static_cast<std::ptrdiff_t> (samplesOf (from)),
                      sound.begin() + static_cast<std::ptrdiff_t> (samplesOf (to)));
    };
    auto heard = heardBy (processor, cut (room.microphone, 0.0, 20.0), cut (room.agent, 0.0, 20.0), before);
    const auto then = heardBy (processor, cut (room.microphone, 20.0, 30.0), cut (room.agent, 20.0, 30.0), after);
    heard.suppressed.insert (heard.suppressed.end(), then.suppressed.begin(), then.suppressed.end());
    std::printf ("device of %.0f ms after one of %.0f: from 19 s on ", after, before);
    for (int second = 19; second < 27; ++second)
        std::printf (" %5.1f", room.lowered (heard.suppressed, second, second + 1.0));
    std::printf ("\n");
}

/** Every combination: what falls short is marked. A microphone with less noise than in the rest, so that the figures
    are those of the echo. */
void measureGrid()
{
    std::printf ("\nAll combinations; * where it is less than 35 dB at 3 s or 40 dB after 10 s\n"
                 "RT60  below delay drift   clip    3 s  10 s  onsets holds\n");
    int all = 0, missed = 0;
    for (const auto reverberation : {0.15, 0.3, 0.6})
        for (const auto below : {0.0, 6.0, 12.0, 20.0})
            for (const auto delay : {5.0, 50.0, 300.0})
                for (const auto drift : {0.0, 100.0, -100.0})
                    for (const auto clip : {1'000.0, 5.0})
                    {
                        if (clip < 100.0 && drift != 0.0)
                            continue;
                        const AloneInRoom room ({.reverberation = reverberation,
                                                 .delay = delay,
                                                 .level = -26.0 - below,
                                                 .drift = drift,
                                                 .clip = clip},
                                                20.0, -96.0);
                        SpeechProcessor processor;
                        const auto heard = heardBy (processor, room.microphone, room.agent, delay);
                        const auto third = room.lowered (heard.suppressed, 2.5, 4.0);
                        const auto tenth = room.lowered (heard.suppressed, 10.0, 20.0);
                        const auto misses = third < 35.0 || tenth < 40.0;
                        ++all;
                        missed += misses ? 1 : 0;
                        std::printf ("%.2f  %5.0f %5.0f %+5.0f  %5s  %5.1f %5.1f   %zu %d %s\n", reverberation, below,
                                     delay, drift, clip < 100.0 ? "+5 dB" : "none", third, tenth, heard.onsets.size(),
                                     heard.holds(), misses ? "*" : "");
                    }
    std::printf ("%d of %d fall short\n", missed, all);
}

/** Half an hour of agent voice and two clocks; the delay begins where it has room to move. */
void measureHalfHour (double drift, double delay)
{
    const AloneInRoom room ({.delay = delay, .level = -26.0, .drift = drift}, 1'800.0);
    SpeechProcessor processor;
    const auto heard = heardBy (processor, room.microphone, room.agent, delay);
    std::printf (
        "30 min, %+4.0f ppm: %.1f dB in all, %zu onsets, %d holds; delay %.2f ms (truly %.2f), drift %.2f ppm\n", drift,
        room.lowered (heard.suppressed, 3.0, 1'800.0), heard.onsets.size(), heard.holds(), heard.figures.delay,
        delay + 1.75 - drift * 1.8, heard.figures.drift);
}

} // namespace

void measureRooms (bool isLong)
{
    const auto seconds = isLong ? 60.0 : 30.0;
    std::printf ("Echo lowered by dB at 1, 3, 10 and after 10 s (suppressed), 3 and after 10 s (linear); onsets and "
                 "holds of an agent\n"
                 "that nobody interrupts, in %.0f s; delay in ms and drift in ppm as they were found\n",
                 seconds);
    const Case cases[]{{"5 ms, RT60 0.3 s, -26 dBFS", {.delay = 5.0, .level = -26.0}, 5.0},
                       {"50 ms", {.delay = 50.0, .level = -26.0}, 50.0},
                       {"300 ms", {.delay = 300.0, .level = -26.0}, 300.0},
                       {"50 ms, told 0", {.delay = 50.0, .level = -26.0}, 0.0},
                       {"300 ms, told 0", {.delay = 300.0, .level = -26.0}, 0.0},
                       {"480 ms, told 0", {.delay = 480.0, .level = -26.0}, 0.0},
                       {"RT60 0.15 s", {.reverberation = 0.15, .level = -26.0}, 50.0},
                       {"RT60 0.6 s", {.reverberation = 0.6, .level = -26.0}, 50.0},
                       {"RT60 0.6 s, 300 ms, -20 dBFS", {.reverberation = 0.6, .delay = 300.0, .level = -20.0}, 300.0},
                       {"-38 dBFS", {.level = -38.0}, 50.0},
                       {"-46 dBFS", {.level = -46.0}, 50.0},
                       {"clocks +100 ppm", {.level = -26.0, .drift = 100.0}, 50.0},
                       {"clocks -100 ppm", {.level = -26.0, .drift = -100.0}, 50.0},
                       {"loudspeaker saturates 8 dB over RMS", {.level = -26.0, .clip = 8.0}, 50.0},
                       {"loudspeaker saturates 5 dB over RMS", {.level = -26.0, .clip = 5.0}, 50.0},
                       {"loudspeaker saturates at its RMS", {.level = -26.0, .clip = 0.0}, 50.0},
                       {"headphones", {.level = -200.0}, 50.0}};
    for (const auto& each : cases)
        measureRoom (each, seconds);
    for (const auto jump : {-40.0, -10.7, 10.7, 40.0})
        measureJump (jump);
    measureDevice (30.0, 120.0);
    measureDevice (120.0, 30.0);
    if (! isLong)
        return;
    measureGrid();
    measureHalfHour (0.0, 50.0);
    measureHalfHour (-100.0, 50.0);
    measureHalfHour (100.0, 300.0);
}

} // namespace parlando::benchmarks
