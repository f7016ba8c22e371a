// A service that sends as much as it can of everything: the memory that it takes has a bound, and a sentence says so.

#include "Support/VirtualService.h"
#include "Support/VirtualStudio.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <thread>

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;

namespace
{

std::size_t warningsWith (const VirtualStudio& studio, const char* words)
{
    const auto told = studio.told<SessionWarning>();
    return static_cast<std::size_t> (std::count_if (told.begin(), told.end(),
                                                    [words] (const auto& warning)
                                                    { return warning.text.find (words) != std::string::npos; }));
}

/** Of this process, where the system tells. */
std::ptrdiff_t threadCount()
{
    const std::filesystem::path tasks ("/proc/self/task");
    return std::filesystem::exists (tasks)
               ? std::distance (std::filesystem::directory_iterator (tasks), std::filesystem::directory_iterator())
               : 0;
}

} // namespace

TEST_CASE ("Voice beyond what may wait is not played: it is told once, and the words count as not heard")
{
    VirtualTime time;
    VirtualService service (
        time,
        [] (auto& connection, const auto&)
        {
            const std::vector<std::int16_t> second (24'000, 1000);

            for (int turn = 0; turn < 2; ++turn)
            {
                for (int i = 0; i < 4; ++i)
                    connection.sendBinary (ServiceScript::audio (second));

                connection.sendBinary (
                    R"({"serverContent":{"outputTranscription":{"text":"one two three four five six seven eight"}}})");
                connection.sendBinary (ServiceScript::content ("turnComplete"));
            }
        });
    auto options = VirtualStudio::options();
    options.agent.transcribesAgent = true;
    options.mostVoiceWaiting = 2s;
    VirtualStudio studio (time, service.server, options);
    REQUIRE (studio.untilReady());
    REQUIRE (studio.until ([&] { return studio.agent.report().turns.size() == 2 && ! studio.agent.isSpeaking(); }));
    studio.pass (100ms);

    CHECK (warningsWith (studio, "More than 2 seconds of the agent's voice wait to be heard") == 1);
    const auto report = studio.agent.report();
    CHECK (report.turns[0].samplesReceived == 96'000);
    CHECK (report.turns[0].samplesHeard == 48'000);
    CHECK (report.turns[0].samplesDiscarded == 48'000);
    CHECK (report.turns[1].samplesHeard == 0);
    CHECK (report.turns[1].samplesDiscarded == 96'000);

    const auto transcript = studio.agent.transcript();
    REQUIRE (transcript.entries.size() == 2);
    CHECK (heardText (transcript.entries[0]) == "one two three four");
    CHECK (heardText (transcript.entries[1]).empty());
    CHECK (transcript.entries[1].text == "one two three four five six seven eight");
}

TEST_CASE ("Tools that were replaced take their threads with them once their calls have ended")
{
    VirtualTime time;
    int asked = 0;
    VirtualService service (time, {},
                            [&] (auto& connection, const auto& message)
                            {
                                if (message.contains ("clientContent") ||
                                    (message.contains ("realtimeInput") && message["realtimeInput"].contains ("text")))
                                    connection.sendBinary (R"({"toolCall":{"functionCalls":[{"id":"c)" +
                                                           std::to_string (++asked) + R"(","name":"quick"}]}})");
                            });
    FunctionDeclaration quick;
    quick.name = "quick";
    ToolRegistry tools;
    tools.add (makeTool (quick, [] (const nlohmann::json&) { return 1; }));
    const auto options = VirtualStudio::options (tools);
    VirtualStudio studio (time, service.server, options);
    REQUIRE (studio.untilReady());
    std::ptrdiff_t threads = 0;

    for (std::size_t round = 1; round <= 20; ++round)
    {
        studio.agent.sendText ("Use your tool.");
        REQUIRE (studio.until ([&] { return studio.told<ToolAnswered>().size() == round; }));
        studio.agent.stage (options.agent, tools);
        studio.pass (20ms);
        threads = round == 2 ? threadCount() : threads;
    }

    // A worker that has answered needs a moment of real time to be idle.
    for (int i = 0; i < 10'000 && threadCount() > threads; ++i)
    {
        std::this_thread::sleep_for (1ms);
        studio.pass (20ms);
    }

    CHECK (threadCount() <= threads);
}
