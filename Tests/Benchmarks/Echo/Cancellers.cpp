#include "EchoParts.h"
#include "Heard.h"

#include <cstdio>
#include <functional>
#include <memory>
#include <string>

// The same rooms for the cancellers that Parlando is made of, each alone and as it comes, and for Parlando.

namespace parlando::benchmarks
{

using namespace test;

namespace
{

using Take = std::function<void (const SpeechFrame& microphone, const SpeechFrame& played, SpeechFrame& left)>;

void measure (const std::string& name, const AloneInRoom& room, const Take& take)
{
    Sound left;
    SpeechFrame frame;
    for (std::size_t i = 0; i + speechFrameSize <= room.microphone.size(); i += speechFrameSize)
    {
        take (usableFrame (std::span (room.microphone).subspan (i, speechFrameSize)),
              usableFrame (std::span (room.agent).subspan (i, speechFrameSize)), frame);
        left.insert (left.end(), frame.begin(), frame.end());
    }
    std::printf ("  %-48s %5.1f %5.1f %5.1f\n", name.c_str(), room.lowered (left, 0.5, 1.5),
                 room.lowered (left, 2.5, 3.5), room.lowered (left, 9.5, 10.5));
}

void compareIn (const char* name, const EchoPath& path, double told)
{
    const AloneInRoom room (path, 11.0);
    std::printf ("%s\n", name);

    SpeechProcessor processor;
    measure ("Parlando", room,
             [&] (const SpeechFrame& microphone, const SpeechFrame& played, SpeechFrame& left)
             { left = processor.process (microphone, played, told).suppressed; });

    const auto canceller = makeEchoCanceller();
    measure (std::string (echoCancellerName()) + " alone", room,
             [&] (const SpeechFrame& microphone, const SpeechFrame& played, SpeechFrame& left)
             { canceller->process (microphone, played, static_cast<int> (told), left); });

    LinearEchoCanceller linear (300);
    measure ("speexdsp alone, 300 ms", room,
             [&] (const SpeechFrame& microphone, const SpeechFrame& played, SpeechFrame& left)
             { linear.process (microphone, played, left); });
}

} // namespace

void measureCancellers (bool)
{
    std::printf ("Echo lowered by dB at 1, 3 and 10 s\n");
    compareIn ("RT60 0.3 s, 50 ms", {.level = -26.0}, 50.0);
    compareIn ("300 ms", {.delay = 300.0, .level = -26.0}, 300.0);
    compareIn ("300 ms, and nobody said so", {.delay = 300.0, .level = -26.0}, 0.0);
    compareIn ("RT60 0.15 s", {.reverberation = 0.15, .level = -26.0}, 50.0);
    compareIn ("RT60 0.6 s", {.reverberation = 0.6, .level = -26.0}, 50.0);
    compareIn ("clocks 100 ppm apart", {.level = -26.0, .drift = 100.0}, 50.0);
    compareIn ("the delay is 40 ms less from 6 s on", {.delay = 100.0, .level = -26.0, .jumpAt = 6.0, .jump = -40.0},
               100.0);
    compareIn ("loudspeaker saturates 5 dB over the voice's RMS", {.level = -26.0, .clip = 5.0}, 50.0);
}

} // namespace parlando::benchmarks
