// What a tool call that moves a control costs in time, from the service's message to its answer, over loopback: all of
// a storm at once, and at a pace. The message thread is a thread of the program's own.

#include "Benchmarks/Figures.h"
#include "Integration/ScriptedService.h"

#include <parlando_agent/parlando_agent.h>
#include <parlando_automation/parlando_automation.h>

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstdio>
#include <map>
#include <mutex>
#include <thread>

using namespace parlando;
using parlando::benchmarks::printFigures;
using parlando::testing::ScriptedService;

namespace
{

constexpr int numCalls = 1'000;

/** A host that takes everything. */
struct Host final : ControlPort
{
    std::array<std::atomic<double>, 64> values{};

    double normalised (std::size_t control) const override { return values.at (control); }
    void beginGesture (std::size_t) override {}
    void set (std::size_t control, double normalised) override { values.at (control) = normalised; }
    void endGesture (std::size_t) override {}
};

/** Works when it is woken, as a message loop does. */
class MessageThread
{
public:
    MoveDesk desk{host, [this] { wake(); }};

    MessageThread() : thread ([this] (const std::stop_token& stop) { run (stop); }) {}

    Host host;

private:
    void wake()
    {
        const std::lock_guard lock (mutex);
        isWoken = true;
        woken.notify_one();
    }

    void run (const std::stop_token& stop)
    {
        for (auto again = false; ! stop.stop_requested(); again = desk.work (Instant::clock::now(), {}))
        {
            std::unique_lock lock (mutex);
            woken.wait_for (lock, stop, Milliseconds (again ? 10 : 1'000), [this] { return isWoken; });
            isWoken = false;
        }
    }

    std::mutex mutex;
    std::condition_variable_any woken;
    bool isWoken = false;
    std::jthread thread;
};

ToolLayout layout()
{
    ToolLayout layout;

    for (std::size_t i = 0; i < ToolLayout::numSlots; ++i)
        layout.slots[i].name = "Knob " + std::to_string (i + 1);

    return layout;
}

class Bench
{
public:
    Bench()
    {
        messages.desk.setControls (controlsOf (layout(), {}));
        LiveAgent::Options options;
        options.endpoint.baseUrl = service.url();

        for (auto& tool :
             makeAutomationTools (layout(), {messages.desk, messages.host, [] { return HostTransport(); },
                                             [] (const auto&, const auto&, bool, ToolContext&) { return true; }}))
            options.tools.add (std::move (tool));

        agent.setOptions (std::move (options));
        agent.connect();
        await ([this] { return connection != 0; });
    }

    ~Bench()
    {
        agent.disconnect();
        agent.wait (Milliseconds (2'000));
    }

    /** All calls, `together` in one message and then a pause. */
    void measure (const char* name, int together, Milliseconds pause)
    {
        {
            const std::lock_guard lock (mutex);
            times.clear();
            sent.clear();
            answered = moved = 0;
        }

        for (int i = 0; i < numCalls; i += together)
        {
            service.post ([this, i, together] { send (i, together); });
            std::this_thread::sleep_for (pause);
        }

        await ([this] { return answered == numCalls; });
        const std::lock_guard lock (mutex);
        printFigures (name, "ms", times);
        std::printf ("  %d of %d answered, %d moved a control, the others were more than ten a second of one\n",
                     answered, numCalls, moved);
    }

private:
    void send (int first, int count)
    {
        auto calls = nlohmann::json::array();
        const std::lock_guard lock (mutex);

        for (int i = first; i < first + count; ++i)
        {
            const auto id = std::to_string (++lastId);
            sent[id] = Instant::clock::now();
            calls.push_back (
                {{"id", id}, {"name", "set_knob_" + std::to_string (i % 32 + 1)}, {"args", {{"value", i % 101}}}});
        }

        if (auto* open = service.find (connection))
            open->sendBinary (nlohmann::json{{"toolCall", {{"functionCalls", calls}}}}.dump());
    }

    void take (const nlohmann::json& message)
    {
        if (! message.contains ("toolResponse"))
            return;

        const std::lock_guard lock (mutex);

        for (const auto& response : message["toolResponse"]["functionResponses"])
        {
            const auto time = Instant::clock::now() - sent.at (response["id"]);
            times.push_back (std::chrono::duration<double, std::milli> (time).count());
            moved += response["response"]["status"] == "ok" ? 1 : 0;
            ++answered;
        }

        changed.notify_all();
    }

    template <typename Condition>
    void await (Condition&& condition)
    {
        std::unique_lock lock (mutex);

        if (! changed.wait_for (lock, std::chrono::seconds (30), condition))
            std::printf ("  gave up after 30 s\n");
    }

    std::mutex mutex;
    std::condition_variable changed;
    int connection = 0, answered = 0, moved = 0;
    long lastId = 0;
    std::map<std::string, Instant> sent;
    std::vector<double> times;
    MessageThread messages;
    ScriptedService service{[this] (auto& opened, const auto&)
                            {
                                const std::lock_guard lock (mutex);
                                connection = opened.id;
                                changed.notify_all();
                            },
                            [this] (auto&, const nlohmann::json& message) { take (message); }};
    LiveAgent agent{{}, {}};
};

} // namespace

int main()
{
    Bench bench;
    bench.measure ("1,000 tool calls, one every 5 ms: call to answer", 1, Milliseconds (5));
    std::this_thread::sleep_for (std::chrono::seconds (1));
    bench.measure ("1,000 tool calls, ten every 50 ms", 10, Milliseconds (50));
    std::this_thread::sleep_for (std::chrono::seconds (1));
    bench.measure ("1,000 tool calls in one message", numCalls, Milliseconds (0));
    return 0;
}
