// A conversation with the rehearsal service through what networks and services do to connections.

#include "ScriptedService.h"
#include "Studio.h"

#include <parlando_rehearsal/parlando_rehearsal.h>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <atomic>

using namespace parlando;
using parlando::testing::ScriptedService;
using parlando::testing::Studio;

namespace
{

RehearsalService::Options with (LineFaults faults)
{
    RehearsalService::Options options;
    options.faults = faults;
    return options;
}

std::string lastWords (const Studio& studio)
{
    const auto entries = studio.agent.transcript().entries;
    return entries.empty() ? std::string() : entries.back().text;
}

} // namespace

TEST_CASE ("C64, C66: goAway over a real socket with 50 ms of delay: another connection in under 300 ms, with the "
           "session's memory")
{
    LineFaults faults;
    faults.goAwayAfter = Milliseconds (11'000);
    faults.timeLeft = Milliseconds (5'000);
    faults.delay = Milliseconds (50);
    RehearsalService service (with (faults));
    Studio studio (service.url());
    REQUIRE (studio.untilReady());
    studio.agent.sendText ("what is seventeen times three");
    REQUIRE (studio.until ([&] { return studio.told<SessionResumed>().size() == 1; }));

    CHECK (studio.told<SessionReconnecting>()[0].isPlanned);
    CHECK (studio.told<SessionResumed>()[0].gap < Milliseconds (300));
    CHECK (studio.told<SessionResumed>()[0].contextKept);
    CHECK (studio.told<SessionEnded>().empty());

    const auto counters = service.counters();
    REQUIRE (counters.size() == 2);
    CHECK_FALSE (counters[0].isOpen);
    CHECK (counters[1].isOpen);

    // What was said in the gap follows.
    REQUIRE (studio.until (
        [&]
        {
            const auto report = studio.agent.report();
            return report.microphoneSamplesCaptured - report.microphoneSamplesSent < 1600;
        }));
    CHECK (studio.agent.report().connections.at (0).closeCode == 1000);
    CHECK (studio.agent.report().microphoneSamplesDropped == 0);
}

TEST_CASE ("A broken connection over a real socket: the session goes on within 1.5 s, and typed text arrives")
{
    LineFaults faults;
    faults.dropAfter = Milliseconds (4'000);
    RehearsalService service (with (faults));
    Studio studio (service.url());
    REQUIRE (studio.untilReady());
    REQUIRE (studio.until ([&] { return studio.agent.state() == SessionState::reconnecting; }));
    studio.agent.sendText ("go forward ten meters");
    REQUIRE (studio.until ([&] { return studio.told<SessionResumed>().size() == 1; }));
    CHECK (studio.told<SessionResumed>()[0].gap < Milliseconds (1500));
    CHECK_FALSE (studio.told<SessionReconnecting>()[0].error.empty());
    REQUIRE (studio.until ([&] { return lastWords (studio).find ("forward ten meters") != std::string::npos; }));
    CHECK (studio.told<SessionEnded>().empty());
}

namespace
{

/** How many of the service's messages hold these words. */
auto messagesWith (const ScriptedService& service, const std::string& words)
{
    const auto messages = service.messages();
    return std::count_if (messages.begin(), messages.end(),
                          [&] (const auto& message) { return message.dump().find (words) != std::string::npos; });
}

void sendHandle (ScriptedService::Connection& connection, const nlohmann::json&)
{
    connection.sendBinary (R"({"sessionResumptionUpdate":{"newHandle":"one","resumable":true}})");
}

bool isRequest (const nlohmann::json& message)
{
    return message.dump().find ("What is the tempo?") != std::string::npos;
}

} // namespace

TEST_CASE (
    "A service that takes what was asked and says nothing: another connection within 11 s, asked again, answered")
{
    std::atomic<int> requests{0};
    ScriptedService service (sendHandle,
                             [&] (auto& connection, const auto& message)
                             {
                                 if (isRequest (message) && ++requests == 2)
                                     connection.sendBinary (ScriptedService::content ("turnComplete"));
                             });
    Studio studio (service.url());
    REQUIRE (studio.untilReady());
    studio.agent.sendText ("What is the tempo?");
    REQUIRE (studio.until ([&] { return ! studio.told<TurnComplete>().empty(); }));

    const auto report = studio.agent.report();
    REQUIRE_FALSE (report.watchdogs.empty());
    CHECK (report.watchdogs.back().action == WatchdogFired::Action::reconnected);
    CHECK (messagesWith (service, "What is the tempo?") == 2);
    CHECK (studio.told<SessionResumed>().size() == 1);
    CHECK (studio.told<SessionEnded>().empty());
}

TEST_CASE ("A reply of near silence over a real socket is asked for again at once")
{
    std::atomic<int> requests{0};
    ScriptedService service (sendHandle,
                             [&] (auto& connection, const auto& message)
                             {
                                 if (! isRequest (message))
                                     return;

                                 const auto level = static_cast<std::int16_t> (++requests == 1 ? 1 : 8000);
                                 connection.sendBinary (ScriptedService::audio (std::vector (36000, level)));
                                 connection.sendBinary (ScriptedService::content ("turnComplete"));
                             });
    Studio studio (service.url());
    REQUIRE (studio.untilReady());
    studio.agent.sendText ("What is the tempo?");
    REQUIRE (studio.until ([&] { return studio.told<TurnComplete>().size() == 2; }));

    REQUIRE (studio.told<WatchdogFired>().size() == 1);
    CHECK (studio.told<WatchdogFired>()[0].watchdog == Watchdog::silentReply);
    CHECK (studio.told<SessionResumed>().at (0).gap < Milliseconds (1500));
    CHECK (messagesWith (service, "What is the tempo?") == 2);
}

TEST_CASE ("A service whose first connection has lost its voice: the answer is heard on the second")
{
    LineFaults faults;
    faults.voice = LineFaults::Voice::silence;
    faults.connections = 1;
    RehearsalService service (with (faults));
    Studio studio (service.url());
    REQUIRE (studio.untilReady());
    studio.agent.sendText ("what is seventeen times three");
    REQUIRE (studio.until ([&] { return ! studio.told<SessionResumed>().empty(); }));
    CHECK (studio.told<WatchdogFired>().back().watchdog == Watchdog::silentReply);
    REQUIRE (studio.until ([&] { return lastWords (studio).find ("seventeen times three") != std::string::npos; }));
    CHECK (studio.told<SessionEnded>().empty());
}

TEST_CASE ("C68: a connection that is closed as soon as it stands ends the attempt with the service's own words")
{
    LineFaults faults;
    faults.closeAfter = Milliseconds (0);
    faults.closeCode = 1008;
    faults.closeReason = "The model was withdrawn.";
    RehearsalService service (with (faults));
    Studio studio (service.url());
    studio.agent.connect();
    REQUIRE (studio.untilEnded());
    const auto end = studio.told<SessionEnded>().at (0);
    CHECK (end.closeCode == 1008);
    CHECK (end.error.find ("The model was withdrawn") != std::string::npos);
}
