#include "Heard.h"

#include "Support/SpokenSound.h"

#include <algorithm>
#include <ctime>

namespace parlando::benchmarks
{

using namespace test;

namespace
{

double threadMicroseconds()
{
    timespec now{};
    clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double> (now.tv_sec) * 1.0e6 + static_cast<double> (now.tv_nsec) * 1.0e-3;
}

} // namespace

int Heard::holds() const
{
    return static_cast<int> (std::count_if (
        onsets.begin(), onsets.end(),
        [this] (std::size_t onset)
        {
            const auto begin = voiced.begin() + static_cast<std::ptrdiff_t> (std::max<std::size_t> (onset, 3) - 3);
            return std::count (begin, begin + std::min<std::ptrdiff_t> (15, voiced.end() - begin), true) >= 10;
        }));
}

Heard heardBy (SpeechProcessor& processor, const Sound& microphone, const Sound& played, double knownDelay)
{
    BargeInDetector detector;
    Heard heard;
    bool was = false;
    for (std::size_t i = 0; i + speechFrameSize <= microphone.size(); i += speechFrameSize)
    {
        const auto begin = threadMicroseconds();
        const auto& speech = processor.process (std::span (microphone).subspan (i, speechFrameSize),
                                                std::span (played).subspan (i, speechFrameSize), knownDelay);
        const auto& verdict = detector.add (speech);
        heard.cost.push_back (threadMicroseconds() - begin);
        heard.suppressed.insert (heard.suppressed.end(), speech.suppressed.begin(), speech.suppressed.end());
        heard.linear.insert (heard.linear.end(), speech.linear.begin(), speech.linear.end());
        heard.voiced.push_back (verdict.isVoice);
        if (verdict.isSpeaking && ! was)
            heard.onsets.push_back (static_cast<std::size_t> (verdict.position));
        was = verdict.isSpeaking;
    }
    heard.figures = processor.figures();
    return heard;
}

AloneInRoom::AloneInRoom (const EchoPath& path, double seconds, double noiseLevel)
    : agent (agentSpeech (seconds)), echo (echoOf (agent, path)),
      microphone (mixed (echo, noise (echo.size(), noiseLevel, 1)))
{
}

double AloneInRoom::lowered (const Sound& after, double from, double to) const
{
    const auto least = speechLevel (echo) - 15.0;
    double all = 1.0e-15, left = 1.0e-15;
    for (auto i = samplesOf (from); i + speechFrameSize <= std::min (samplesOf (to), after.size());
         i += speechFrameSize)
        if (levelOf (std::span (echo).subspan (i, speechFrameSize)) > least)
        {
            all += meanSquare (std::span (microphone).subspan (i, speechFrameSize));
            left += meanSquare (std::span (after).subspan (i, speechFrameSize));
        }
    return 10.0 * std::log10 (all / left);
}

} // namespace parlando::benchmarks
