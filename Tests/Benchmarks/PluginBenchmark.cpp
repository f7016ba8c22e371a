// What the plugin costs: processBlock on the host's audio thread, and CPU and memory of many instances in one process.
//
//   benchmark-plugin [SECONDS]     SECONDS (10) is how long each load is watched
//
// The service is a process of its own on loopback. Blocks come at the pace of a sound card, as in a host: each finds
// the caches as other work has left them.

#include "Integration/ScriptedService.h"

#include <parlando_gemini/parlando_gemini.h>
#include <parlando_plugin/parlando_plugin.h>

#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

using namespace parlando;
using parlando::testing::ScriptedService;

namespace
{

/** The child process: to everybody who types a text it speaks from then on, 40 ms every 40 ms. */
[[noreturn]] void serve (int tellUrl, int untilClosed)
{
    const auto piece = ScriptedService::audio (std::vector<std::int16_t> (960, 5000));
    std::set<int> listeners;
    ScriptedService service ({}, [&] (auto& connection, const auto&) { listeners.insert (connection.id); });
    service.parseAudio (false);

    auto speaking = std::make_shared<EventLoop::Timer>();
    service.post (
        [&]
        {
            *speaking = service.every (Milliseconds (40),
                                       [&]
                                       {
                                           for (const auto id : listeners)
                                               if (auto* connection = service.find (id))
                                                   connection->sendBinary (piece);
                                       });
        });

    const auto url = service.url() + "\n";
    char byte;
    if (::write (tellUrl, url.data(), url.size()) < 0 || ::read (untilClosed, &byte, 1) < 0)
        std::_Exit (1);
    std::_Exit (0);
}

/** A service in another process; it ends with this object. */
class OtherProcess
{
public:
    OtherProcess()
    {
        int url[2], life[2];
        if (::pipe (url) != 0 || ::pipe (life) != 0)
            std::exit (1);

        child = ::fork();
        if (child == 0)
        {
            ::close (life[1]);
            serve (url[1], life[0]);
        }

        ::close (life[0]);
        alive = life[1];
        std::string line;
        for (char byte = 0; ::read (url[0], &byte, 1) == 1 && byte != '\n';)
            line += byte;
        ::setenv ("PARLANDO_ENDPOINT", line.c_str(), 1);
    }

    ~OtherProcess()
    {
        ::close (alive);
        ::waitpid (child, nullptr, 0);
    }

private:
    int alive = -1;
    pid_t child = -1;
};

struct Format
{
    double sampleRate;
    int blockSize;
};

/** Some instances on one audio thread. */
class Rack
{
public:
    Rack (Format hostFormat, int instances) : format (hostFormat)
    {
        for (int i = 0; i < instances; ++i)
        {
            auto& added = *plugins.emplace_back (std::make_unique<PluginProcessor> (gemini::geminiLive()));
            added.setPlayConfigDetails (2, 2, format.sampleRate, format.blockSize);
            added.prepareToPlay (format.sampleRate, format.blockSize);
        }
    }

    /** Blocks at the pace of a sound card; how long each took, in microseconds. */
    std::vector<double> run (double seconds)
    {
        const auto blocks = static_cast<int> (seconds * format.sampleRate / format.blockSize);
        const auto blockTime =
            std::chrono::nanoseconds (static_cast<std::int64_t> (1.0e9 * format.blockSize / format.sampleRate));
        juce::AudioBuffer<float> buffer (2, format.blockSize);
        juce::MidiBuffer midi;
        std::vector<double> times;
        times.reserve (static_cast<std::size_t> (blocks) * plugins.size());

        for (auto due = Instant::clock::now();
             static_cast<int> (times.size()) < blocks * static_cast<int> (plugins.size());)
        {
            for (auto& plugin : plugins)
            {
                for (int i = 0; i < format.blockSize; ++i)
                    for (int channel = 0; channel < 2; ++channel)
                        buffer.setSample (channel, i, std::sin (0.01f * static_cast<float> (i)));

                const auto start = realtimeNow();
                plugin->processBlock (buffer, midi);
                times.push_back (static_cast<double> (toNanoseconds (realtimeNow()) - toNanoseconds (start)) / 1000.0);
            }

            std::this_thread::sleep_until (due += blockTime);
        }

        return times;
    }

    template <typename Condition>
    void runUntil (Condition&& condition)
    {
        for (int i = 0; i < 500 && ! std::all_of (plugins.begin(), plugins.end(), condition); ++i)
            run (0.05);
    }

    void connect()
    {
        run (0.1);
        for (auto& plugin : plugins)
            plugin->parameters.connect = true;
        runUntil ([] (auto& plugin) { return plugin->desk().view().state == SessionState::ready; });
    }

    void letSpeak()
    {
        for (auto& plugin : plugins)
            plugin->desk().sendText ("speak");
        runUntil ([] (auto& plugin) { return plugin->desk().view().isSpeaking; });
    }

private:
    Format format;
    std::vector<std::unique_ptr<PluginProcessor>> plugins;
};

void print (Format format, const char* load, std::vector<double> times)
{
    std::sort (times.begin(), times.end());
    std::printf ("%6.0f Hz %4d frames  %-9s  median %6.2f us  p99.9 %7.2f us  worst %8.2f us  of %6.1f us\n",
                 format.sampleRate, format.blockSize, load, times[times.size() / 2], times[times.size() * 999 / 1000],
                 times.back(), 1.0e6 * format.blockSize / format.sampleRate);
}

void printBlocks (Format format, double seconds)
{
    Rack rack (format, 1);
    print (format, "idle", rack.run (seconds));
    rack.connect();
    print (format, "listening", rack.run (seconds));
    rack.letSpeak();
    print (format, "speaking", rack.run (seconds));
}

/** A host's timeline, a second of which goes round. */
struct GoingRound final : juce::AudioPlayHead
{
    GoingRound (std::int64_t first, Format hostFormat) : begin (first), format (hostFormat) {}

    juce::Optional<PositionInfo> getPosition() const override
    {
        PositionInfo position;
        position.setIsPlaying (true);
        position.setTimeInSamples (juce::Optional<std::int64_t> (samples));
        return position;
    }

    void advance()
    {
        samples += format.blockSize;
        samples = samples > begin + static_cast<std::int64_t> (format.sampleRate) ? begin : samples;
    }

    const std::int64_t begin;
    const Format format;
    std::int64_t samples = begin;
};

/** An hour of voice: takes of 7.2 s, 2 s apart. */
void addTakes (PluginProcessor& plugin, int count, double hostRate)
{
    constexpr int voiceRate = 24'000;
    const auto tap = plugin.takes().makeTap ([] { return std::string(); });

    for (int turn = 1; turn <= count; ++turn)
    {
        std::vector<std::int16_t> voice (static_cast<std::size_t> (7.2 * voiceRate));

        for (std::size_t i = 0; i < voice.size(); ++i)
            voice[i] = static_cast<std::int16_t> ((i * static_cast<std::size_t> (turn + 7)) % 8'000);

        tap->agentVoice (static_cast<std::uint64_t> (turn), voice, voiceRate);
        VoicePlace place{static_cast<std::uint64_t> (turn), 0, 0.0, {}};
        place.host.isThere = place.host.isPlaying = place.host.hasSamples = true;
        place.host.sampleRate = static_cast<int> (hostRate);
        place.host.samples = static_cast<std::int64_t> ((turn - 1) * 9.2 * hostRate);
        tap->agentPlaced (place);
        tap->agentHeard ({static_cast<std::uint64_t> (turn), voice.size(), 0, {}, {}});
    }

    if (! plugin.takes().waitUntilReady (static_cast<int> (hostRate), ReplayAnchor::samples, std::chrono::minutes (2)))
        std::exit (1);
}

/** Blocks of two instances by turns, of which one has 500 takes; each after the same pause. */
void printTakes (Format format, double seconds)
{
    std::vector<std::unique_ptr<PluginProcessor>> plugins;

    for (const auto count : {0, 500})
    {
        auto& plugin = *plugins.emplace_back (std::make_unique<PluginProcessor> (gemini::geminiLive()));
        plugin.setPlayConfigDetails (2, 2, format.sampleRate, format.blockSize);
        plugin.parameters.replay = static_cast<int> (ReplayMode::always);
        plugin.prepareToPlay (format.sampleRate, format.blockSize);
        addTakes (plugin, count, format.sampleRate);
    }

    juce::AudioBuffer<float> buffer (2, format.blockSize);
    juce::MidiBuffer midi;

    for (const auto& [where, begin] : {std::pair ("between takes", 0.5), std::pair ("in a take", 3.0)})
    {
        GoingRound host (static_cast<std::int64_t> ((250 * 9.2 - 2.0 + begin) * format.sampleRate), format);
        std::vector<double> times[2];
        const auto blocks = static_cast<std::size_t> (seconds * format.sampleRate / format.blockSize);
        const auto pause =
            std::chrono::nanoseconds (static_cast<std::int64_t> (0.5e9 * format.blockSize / format.sampleRate));

        for (auto due = Instant::clock::now(); times[1].size() < blocks; host.advance())
        {
            for (std::size_t i = 0; i < 2; ++i)
            {
                plugins[i]->setPlayHead (&host);
                buffer.clear();
                const auto start = realtimeNow();
                plugins[i]->processBlock (buffer, midi);
                times[i].push_back (static_cast<double> (toNanoseconds (realtimeNow()) - toNanoseconds (start)) /
                                    1000.0);
                std::this_thread::sleep_until (due += pause);
            }
        }

        std::printf ("%s:\n", where);
        print (format, "no takes", std::move (times[0]));
        print (format, "500 takes", std::move (times[1]));
    }
}

double cpuSeconds()
{
    timespec used{};
    ::clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &used);
    return static_cast<double> (used.tv_sec) + 1.0e-9 * static_cast<double> (used.tv_nsec);
}

double residentMebibytes()
{
    std::ifstream pages ("/proc/self/statm");
    double whole = 0.0, resident = 0.0;
    pages >> whole >> resident;
    return resident * static_cast<double> (::sysconf (_SC_PAGESIZE)) / 1048576.0;
}

void printInstances (int instances, double seconds)
{
    const auto before = residentMebibytes();
    Rack rack ({48'000, 512}, instances);
    rack.connect();
    rack.letSpeak();
    const auto used = cpuSeconds();
    rack.run (seconds);
    const auto share = 100.0 * (cpuSeconds() - used) / seconds;
    std::printf (
        "%3d instances, all talking both ways, 512 frames at 48 kHz: %6.2f %% of a core (%.2f %% each), %.1f MiB "
        "more memory (%.1f each)\n",
        instances, share, share / instances, residentMebibytes() - before, (residentMebibytes() - before) / instances);
}

} // namespace

int main (int argc, char** argv)
{
    const double seconds = argc > 1 ? std::atof (argv[1]) : 10.0;
    std::setvbuf (stdout, nullptr, _IOLBF, 0);
    const OtherProcess service;
    const juce::ScopedJuceInitialiser_GUI juce;

    std::thread audio (
        [seconds]
        {
            for (const auto format : {Format{48'000, 64}, Format{192'000, 32}})
                printBlocks (format, seconds);
            for (const auto format : {Format{48'000, 64}, Format{48'000, 512}})
                printTakes (format, seconds);
            for (const auto instances : {1, 10, 50})
                printInstances (instances, seconds);
            juce::MessageManager::getInstance()->stopDispatchLoop();
        });

    juce::MessageManager::getInstance()->runDispatchLoop();
    audio.join();
}
