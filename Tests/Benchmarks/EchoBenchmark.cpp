#include "Figures.h"
#include "Support/SpokenSound.h"

#include <parlando_speech/parlando_speech.h>

#include <cstdio>
#include <ctime>
#include <fstream>
#include <functional>
#include <string>

// What is left of an agent's voice in a microphone beside its loudspeaker, in simulated rooms; how often it interrupts
// itself; how soon a person is noticed; how many of their words are left; and what all of it costs.

using namespace parlando;
using namespace parlando::test;
using parlando::benchmarks::printFigures;

namespace
{

constexpr double personLevel = -26.0, roomNoise = -80.0;

/** What a processor and a detector made of a conversation. */
struct Outcome
{
    Sound suppressed, linear;
    std::vector<bool> voiced;
    std::vector<std::size_t> onsets; // frames at which they were sure
    std::vector<double> cost;        // us a frame, of this thread
    SpeechProcessor::Figures figures;
};

double threadMicroseconds()
{
    timespec now{};
    clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double> (now.tv_sec) * 1.0e6 + static_cast<double> (now.tv_nsec) * 1.0e-3;
}

Outcome heard (const Sound& microphone, const Sound& played, double knownDelay)
{
    SpeechProcessor processor;
    BargeInDetector detector;
    Outcome outcome;
    bool was = false;
    for (std::size_t i = 0; i + speechFrameSize <= microphone.size(); i += speechFrameSize)
    {
        const auto begin = threadMicroseconds();
        const auto& speech = processor.process (std::span (microphone).subspan (i, speechFrameSize),
                                                std::span (played).subspan (i, speechFrameSize), knownDelay);
        const auto& verdict = detector.add (speech);
        outcome.cost.push_back (threadMicroseconds() - begin);
        outcome.suppressed.insert (outcome.suppressed.end(), speech.suppressed.begin(), speech.suppressed.end());
        outcome.linear.insert (outcome.linear.end(), speech.linear.begin(), speech.linear.end());
        outcome.voiced.push_back (verdict.isVoice);
        if (verdict.isSpeaking && ! was)
            outcome.onsets.push_back (static_cast<std::size_t> (verdict.position));
        was = verdict.isSpeaking;
    }
    outcome.figures = processor.figures();
    return outcome;
}

/** dB, of the frames with echo from one second to another. */
double lowered (const Sound& before, const Sound& after, const Sound& echo, double from, double to)
{
    const auto least = speechLevel (echo) - 15.0;
    double all = 1.0e-15, left = 1.0e-15;
    for (auto i = samplesOf (from); i + speechFrameSize <= std::min (samplesOf (to), after.size());
         i += speechFrameSize)
        if (levelOf (std::span (echo).subspan (i, speechFrameSize)) > least)
        {
            all += meanSquare (std::span (before).subspan (i, speechFrameSize));
            left += meanSquare (std::span (after).subspan (i, speechFrameSize));
        }
    return 10.0 * std::log10 (all / left);
}

/** Onsets after which two of three frames were voiced for 150 ms: the agent would be held. */
int holds (const Outcome& outcome)
{
    int count = 0;
    for (const auto onset : outcome.onsets)
    {
        const auto begin = outcome.voiced.begin() + static_cast<std::ptrdiff_t> (onset - 3);
        count +=
            std::count (begin, begin + std::min<std::ptrdiff_t> (15, outcome.voiced.end() - begin), true) >= 10 ? 1 : 0;
    }
    return count;
}

//==============================================================================
struct Case
{
    const char* name;
    EchoPath path;
    double told; // ms
};

void measureEcho (const Case& each, double seconds)
{
    const auto agent = agentSpeech (seconds);
    const auto echo = echoOf (agent, each.path);
    const auto microphone = mixed (echo, noise (echo.size(), roomNoise, 1));
    const auto outcome = heard (microphone, agent, each.told);
    const auto suppressed = [&] (double from, double to)
    { return lowered (microphone, outcome.suppressed, echo, from, to); };
    std::printf ("%-38s %5.1f %5.1f %5.1f %5.1f   %5.1f %5.1f   %3zu %3d  %7.2f %7.1f\n", each.name,
                 suppressed (0.5, 1.5), suppressed (2.5, 3.5), suppressed (9.5, 10.5), suppressed (10.0, seconds),
                 lowered (microphone, outcome.linear, echo, 2.5, 3.5),
                 lowered (microphone, outcome.linear, echo, 10.0, seconds), outcome.onsets.size(), holds (outcome),
                 outcome.figures.delay, outcome.figures.drift);
}

void measureRooms()
{
    std::printf ("Echo lowered by dB at 1, 3, 10 and after 10 s (suppressed), 3 and after 10 s (linear); onsets and "
                 "holds of an agent\n"
                 "that nobody interrupts, in 60 s; delay in ms and drift in ppm as they were found\n");
    const Case cases[]{
        {"5 ms, RT60 0.3 s, -26 dBFS", {.delay = 5.0, .level = -26.0}, 5.0},
        {"20 ms", {.delay = 20.0, .level = -26.0}, 20.0},
        {"50 ms", {.delay = 50.0, .level = -26.0}, 50.0},
        {"150 ms", {.delay = 150.0, .level = -26.0}, 150.0},
        {"300 ms", {.delay = 300.0, .level = -26.0}, 300.0},
        {"50 ms, told 0", {.delay = 50.0, .level = -26.0}, 0.0},
        {"300 ms, told 0", {.delay = 300.0, .level = -26.0}, 0.0},
        {"480 ms, told 0", {.delay = 480.0, .level = -26.0}, 0.0},
        {"RT60 0.15 s", {.reverberation = 0.15, .level = -26.0}, 50.0},
        {"RT60 0.6 s", {.reverberation = 0.6, .level = -26.0}, 50.0},
        {"RT60 0.6 s, 300 ms, -20 dBFS", {.reverberation = 0.6, .delay = 300.0, .level = -20.0}, 300.0},
        {"-32 dBFS", {.level = -32.0}, 50.0},
        {"-38 dBFS", {.level = -38.0}, 50.0},
        {"-46 dBFS", {.level = -46.0}, 50.0},
        {"clocks +100 ppm", {.level = -26.0, .drift = 100.0}, 50.0},
        {"clocks -100 ppm", {.level = -26.0, .drift = -100.0}, 50.0},
        {"delay -40 ms after 20 s", {.delay = 100.0, .level = -26.0, .jumpAt = 20.0, .jump = -40.0}, 100.0},
        {"delay +40 ms after 20 s", {.delay = 100.0, .level = -26.0, .jumpAt = 20.0, .jump = 40.0}, 100.0},
        {"loudspeaker saturates 8 dB over RMS", {.level = -26.0, .clip = 8.0}, 50.0},
        {"loudspeaker saturates 5 dB over RMS", {.level = -26.0, .clip = 5.0}, 50.0},
        {"loudspeaker saturates at its RMS", {.level = -26.0, .clip = 0.0}, 50.0},
        {"headphones", {.level = -200.0}, 50.0}};
    for (const auto& each : cases)
        measureEcho (each, 60.0);
}

/** The delay jumps by `jump` ms after 20 s: dB in each second after it. */
void measureJump (double jump)
{
    const auto agent = agentSpeech (30.0);
    const auto echo = echoOf (agent, {.delay = 100.0, .level = -26.0, .jumpAt = 20.0, .jump = jump});
    const auto microphone = mixed (echo, noise (echo.size(), roomNoise, 1));
    const auto outcome = heard (microphone, agent, 100.0);
    std::printf ("%+5.1f ms after 20 s: dB in each second from 19 s on ", jump);
    for (int second = 19; second < 27; ++second)
        std::printf (" %5.1f", lowered (microphone, outcome.suppressed, echo, second, second + 1.0));
    std::printf ("\n");
}

/** Half an hour of agent voice and two clocks; the delay begins where it has room to move. */
void measureHalfHour (double drift, double delay)
{
    const auto agent = agentSpeech (1'800.0);
    const auto echo = echoOf (agent, {.delay = delay, .level = -26.0, .drift = drift});
    const auto microphone = mixed (echo, noise (echo.size(), roomNoise, 1));
    const auto outcome = heard (microphone, agent, delay);
    std::printf (
        "30 min, %+4.0f ppm: %.1f dB in all, %zu onsets, %d holds; delay %.2f ms (truly %.2f), drift %.2f ppm\n", drift,
        lowered (microphone, outcome.suppressed, echo, 3.0, 1'800.0), outcome.onsets.size(), holds (outcome),
        outcome.figures.delay, delay + 1.75 - drift * 1.8, outcome.figures.drift);
}

//==============================================================================
const char* const sentences[] = {"0870", "0880", "0890", "0920", "0930"};

/** A person who begins to speak over the agent, five times; it is held 200 ms after each onset, or not at all. */
void measurePerson (double level, bool isHeld)
{
    auto agent = agentSpeech (75.0);
    Sound person (agent.size());
    std::vector<std::size_t> onsets;
    double at = 12.0;
    for (const auto* sentence : sentences)
    {
        const auto speech = atLevel (readSentence (sentence), personLevel);
        person = mixed (person, speech, at);
        auto onset = static_cast<std::size_t> (at * 100.0);
        const auto isLoud = [&] (std::size_t frame) {
            return levelOf (std::span (person).subspan (frame * speechFrameSize, speechFrameSize)) > personLevel - 14.0;
        };
        while (! (isLoud (onset) && isLoud (onset + 1) && isLoud (onset + 2)))
            ++onset;
        onsets.push_back (onset);
        if (isHeld)
            std::fill_n (agent.begin() + static_cast<std::ptrdiff_t> ((onset + 20) * speechFrameSize), speech.size(),
                         0.0f);
        at += static_cast<double> (speech.size()) / soundRate + 5.0;
    }
    if (speechLevel (person) < -100.0)
        return;
    const auto echo = echoOf (agent, {.level = level});
    const auto outcome = heard (mixed (mixed (echo, person), noise (echo.size(), roomNoise, 1)), agent, 50.0);
    std::printf ("echo %5.1f dB %s the voice, agent %s: ms from onset to being sure", std::fabs (level - personLevel),
                 level > personLevel ? "over" : "below", isHeld ? "held after 200 ms" : "goes on");
    for (const auto onset : onsets)
    {
        const auto found = std::find_if (outcome.onsets.begin(), outcome.onsets.end(),
                                         [&] (std::size_t each) { return each + 30 >= onset; });
        std::printf (" %d", found == outcome.onsets.end() ? -1 : static_cast<int> (*found + 1 - onset) * 10);
    }
    std::printf ("\n");
}

/** What this process holds now, in MB; Linux alone tells it. */
double memoryNow()
{
    std::ifstream status ("/proc/self/status");
    for (std::string word; status >> word;)
        if (word == "VmData:" && status >> word)
            return std::stod (word) / 1'000.0;
    return 0.0;
}

void measureCost()
{
    const auto agent = agentSpeech (20.0);
    for (const auto level : {-26.0, -200.0})
    {
        const auto echo = echoOf (agent, {.level = level});
        const auto outcome = heard (mixed (echo, noise (echo.size(), roomNoise, 1)), agent, 50.0);
        double sum = 0.0;
        for (const auto cost : outcome.cost)
            sum += cost;
        std::printf ("%-20s mean %.1f us a frame of 10 ms: %.2f %% of a core\n",
                     level > -100.0 ? "with echo" : "headphones", sum / static_cast<double> (outcome.cost.size()),
                     sum / static_cast<double> (outcome.cost.size()) / 100.0);
        printFigures (level > -100.0 ? "  a frame, with echo" : "  a frame, headphones", "us", outcome.cost);
    }
}

/** First of all, as later ones would take what others have left. */
void measureMemory()
{
    const auto before = memoryNow();
    std::vector<std::unique_ptr<SpeechProcessor>> many;
    for (int i = 0; i < 32; ++i)
        many.push_back (std::make_unique<SpeechProcessor>());
    std::printf ("memory of one: %.2f MB\n\n", (memoryNow() - before) / 32.0);
}

} // namespace

int main (int argc, char** argv)
{
    measureMemory();
    measureRooms();
    for (const auto jump : {-40.0, -10.7, 10.7, 40.0})
        measureJump (jump);
    for (const auto level : {-20.0, -26.0, -32.0, -46.0})
        for (const auto isHeld : {true, false})
            measurePerson (level, isHeld);
    measureCost();
    if (argc > 1 && std::string (argv[1]) == "long")
    {
        measureHalfHour (0.0, 50.0);
        measureHalfHour (-100.0, 50.0);
        measureHalfHour (100.0, 300.0);
    }
    return 0;
}
