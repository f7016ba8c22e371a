// What a conversation costs in time: first sound, silence after an interruption, tool calls; and that nothing is lost.
// The service is on loopback in the same process; the audio thread is a paced clock at 48 kHz.

#include "Benchmarks/Figures.h"
#include "Integration/ScriptedService.h"

#include <parlando_agent/parlando_agent.h>
#include <parlando_gemini/parlando_gemini.h>

#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <ctime>
#include <mutex>
#include <thread>

using namespace parlando;
using parlando::benchmarks::printFigures;
using parlando::testing::ScriptedService;

namespace
{

constexpr double sampleRate = 48000.0;

/** Fetches blocks at the pace of a sound card until it is destroyed. */
class PacedDevice
{
public:
    PacedDevice (AudioEngine& audioEngine, int size)
        : engine (audioEngine), blockSize (size), thread ([this] { run(); })
    {
    }

    ~PacedDevice()
    {
        running = false;
        thread.join();
    }

private:
    void run()
    {
        std::vector<float> input (static_cast<std::size_t> (blockSize)), output (input.size());
        const float* inputs[] = {input.data()};
        float* outputs[] = {output.data()};
        auto next = Instant::clock::now();

        while (running)
        {
            engine.process (inputs, 1, outputs, 1, blockSize);
            next += std::chrono::nanoseconds (static_cast<std::int64_t> (1.0e9 * blockSize / sampleRate));
            std::this_thread::sleep_until (next);
        }
    }

    AudioEngine& engine;
    int blockSize;
    std::atomic<bool> running{true};
    std::thread thread;
};

/** The service's side, played step by step from the main thread. */
class Bench
{
public:
    explicit Bench (ToolRegistry tools, int blockSize)
        : service ([this] (auto& connection, const auto&) { ready (connection); },
                   [this] (auto&, const nlohmann::json& message) { take (message); }),
          agent (options (std::move (tools)), {})
    {
        agent.audio().prepare (sampleRate, blockSize);
        device = std::make_unique<PacedDevice> (agent.audio(), blockSize);
        agent.connect();
        waitFor ([this] { return open != nullptr; });
    }

    template <typename Condition>
    void waitFor (Condition&& condition)
    {
        std::unique_lock lock (mutex);

        while (! condition())
            if (changed.wait_for (lock, Milliseconds (2)) == std::cv_status::timeout && Instant::clock::now() > giveUp)
            {
                std::fprintf (stderr, "the benchmark waited in vain\n");
                std::exit (1);
            }
    }

    void send (std::vector<std::string> messages)
    {
        service.post (
            [this, messages = std::move (messages)]
            {
                for (const auto& message : messages)
                    open->sendBinary (message);
            });
    }

    static std::string audio (int ms)
    {
        return ScriptedService::audio (std::vector<std::int16_t> (static_cast<std::size_t> (24 * ms), 1000));
    }

    std::mutex mutex;
    std::condition_variable changed;
    std::vector<Instant> answers;
    ScriptedService service;
    LiveAgent agent;
    std::unique_ptr<PacedDevice> device;

private:
    LiveAgent::Options options (ToolRegistry tools) const
    {
        LiveAgent::Options made;
        made.endpoint.baseUrl = service.url();
        made.provider = gemini::geminiLive();
        made.agent.model = "gemini-3.8-live";
        made.tools = std::move (tools);
        return made;
    }

    void ready (ScriptedService::Connection& connection)
    {
        const std::lock_guard lock (mutex);
        open = &connection;
        changed.notify_all();
    }

    void take (const nlohmann::json& message)
    {
        if (! message.contains ("toolResponse"))
            return;

        const std::lock_guard lock (mutex);
        answers.push_back (Instant::clock::now());
        changed.notify_all();
    }

    ScriptedService::Connection* open = nullptr;
    Instant giveUp = Instant::clock::now() + std::chrono::minutes (3);
};

double milliseconds (Instant from, Instant to) { return std::chrono::duration<double, std::milli> (to - from).count(); }

void turns (int blockSize)
{
    Bench bench ({}, blockSize);

    for (std::size_t turn = 1; turn <= 20; ++turn)
    {
        bench.send ({Bench::audio (40), Bench::audio (40), Bench::audio (40),
                     ScriptedService::content ("generationComplete"), ScriptedService::content ("turnComplete")});
        bench.waitFor (
            [&]
            {
                const auto report = bench.agent.report();
                return report.turns.size() == turn && report.turns.back().lastSample.has_value();
            });
    }

    std::vector<double> values;

    for (const auto& turn : bench.agent.report().turns)
        values.push_back (milliseconds (*turn.firstByteOffWire, *turn.firstSampleInBlock));

    const auto name = "First audio byte off the wire to output block, " + std::to_string (blockSize) + " frames";
    printFigures (name.c_str(), "ms", values);
}

void interruptions (int blockSize)
{
    Bench bench ({}, blockSize);

    for (std::size_t turn = 1; turn <= 20; ++turn)
    {
        bench.send (std::vector<std::string> (100, Bench::audio (40)));
        bench.waitFor (
            [&]
            {
                const auto report = bench.agent.report();
                return report.turns.size() == turn && report.turns.back().firstSampleInBlock.has_value();
            });
        bench.send (
            {ScriptedService::content ("interrupted"), Bench::audio (40), ScriptedService::content ("turnComplete")});
        bench.waitFor (
            [&]
            {
                const auto report = bench.agent.report();
                return report.interruptions.size() == turn && report.interruptions.back().silent.has_value();
            });
    }

    std::vector<double> values;
    std::uint64_t received = 0, heard = 0, discarded = 0;
    const auto report = bench.agent.report();

    for (const auto& interruption : report.interruptions)
        values.push_back (milliseconds (interruption.offWire, *interruption.silent));

    for (const auto& turn : report.turns)
    {
        received += turn.samplesReceived;
        heard += turn.samplesHeard;
        discarded += turn.samplesDiscarded;
    }

    const auto name = "interrupted off the wire to silence, " + std::to_string (blockSize) + " frames";
    printFigures (name.c_str(), "ms", values);
    std::printf ("%-58s %llu received, %llu heard, %llu discarded, %lld lost\n", "  samples of the interrupted turns",
                 static_cast<unsigned long long> (received), static_cast<unsigned long long> (heard),
                 static_cast<unsigned long long> (discarded), static_cast<long long> (received - heard - discarded));
}

void stalls()
{
    Bench bench ({}, 480);

    for (int i = 0; i < 4; ++i)
    {
        bench.send (std::vector<std::string> (10, Bench::audio (40)));
        const auto resume = Instant::clock::now() + Milliseconds (900); // 400 ms of speech, then 500 ms of nothing
        bench.waitFor ([&] { return Instant::clock::now() >= resume; });
    }

    bench.send ({ScriptedService::content ("generationComplete"), ScriptedService::content ("turnComplete")});
    bench.waitFor (
        [&]
        {
            const auto report = bench.agent.report();
            return ! report.turns.empty() && report.turns.back().lastSample.has_value();
        });
    const auto report = bench.agent.report();
    std::printf ("%-58s %llu received, %llu heard, %llu underruns\n", "A turn with three stalls of 500 ms",
                 static_cast<unsigned long long> (report.turns[0].samplesReceived),
                 static_cast<unsigned long long> (report.turns[0].samplesHeard),
                 static_cast<unsigned long long> (report.underruns));
}

std::string toolCall (int number)
{
    return R"({"toolCall":{"functionCalls":[{"id":"f)" + std::to_string (number) +
           R"(","name":"calculator","args":{"expression":"17*3"}}]}})";
}

void toolCalls()
{
    ToolRegistry tools;
    tools.add (makeBuiltInTool ("calculator"));
    Bench bench (std::move (tools), 480);
    std::vector<double> values;
    const auto answered = [&] { return bench.answers.size(); };

    for (int i = 0; i < 1000; ++i)
    {
        const auto sent = Instant::clock::now();
        bench.send ({toolCall (i)});
        bench.waitFor ([&] { return answered() == static_cast<std::size_t> (i + 1); });
        values.push_back (milliseconds (sent, bench.answers.back()));
    }

    printFigures ("Tool call round trip, one after the other", "ms", values);
    std::vector<std::string> calls;

    for (int i = 0; i < 1000; ++i)
        calls.push_back (toolCall (1000 + i));

    const auto sent = Instant::clock::now();
    bench.send (std::move (calls));
    bench.waitFor ([&] { return answered() == 2000; });
    std::printf ("%-58s %.1f ms\n", "1,000 tool calls at once, all answered in",
                 milliseconds (sent, bench.answers.back()));
}

} // namespace

int main()
{
    turns (64);
    turns (480);
    interruptions (64);
    interruptions (480);
    stalls();
    toolCalls();
}
