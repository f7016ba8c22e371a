// A conversation with the rehearsal service through what networks and services do to connections.

#include "ScriptedService.h"
#include "Studio.h"

#include <parlando_rehearsal/parlando_rehearsal.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>
#include <atomic>

using namespace parlando;
using parlando::testing::ScriptedService;
using parlando::testing::Studio;

namespace
{

RehearsalService::Options with (Scenario scenario)
{
    RehearsalService::Options options;
    options.scenario = std::move (scenario);
    return options;
}

RehearsalService::Options withScenario (const char* json) { return with (Scenario::parse (json)); }

/** An agent that can reckon, and whose words are written down. */
LiveAgent::Options reckoner (const RehearsalService& service)
{
    ToolRegistry tools;
    tools.add (makeBuiltInTool ("calculator"));
    auto options = Studio::options (service.url(), std::move (tools));
    options.setup.outputAudioTranscription.emplace();
    return options;
}

/** Asks for what needs a tool, and waits for the answer to be heard. */
bool reckons (Studio& studio)
{
    if (! studio.untilReady())
        return false;

    studio.agent.sendText ("what is seventeen times three");
    return studio.until (
        [&]
        {
            const auto entries = studio.agent.transcript().entries;
            const auto isAnswer = [] (const auto& entry)
            { return entry.speaker == Speaker::agent && entry.text.find ("51") != std::string::npos; };
            return std::any_of (entries.begin(), entries.end(), isAnswer) && ! studio.agent.isSpeaking();
        });
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
    RehearsalService service (with ({faults, 1}));
    Studio studio (reckoner (service));
    REQUIRE (studio.untilReady());
    studio.agent.sendText ("good morning");
    REQUIRE (studio.until ([&] { return ! studio.told<SessionResumed>().empty(); }));
    CHECK (studio.told<WatchdogFired>().back().watchdog == Watchdog::silentReply);
    REQUIRE (studio.until ([&] { return lastWords (studio).find ("I heard you say") != std::string::npos; }));
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

TEST_CASE ("Messages that cannot be read, one after every third, lose nothing of the conversation")
{
    RehearsalService service (withScenario (R"({"connections":[{"malformedEvery":3}]})"));
    Studio studio (reckoner (service));
    CHECK (reckons (studio));
    CHECK_FALSE (studio.told<SessionWarning>().empty());
    CHECK (studio.told<SessionReconnecting>().empty());
}

TEST_CASE ("A message of a megabyte is read past")
{
    RehearsalService service (withScenario (R"({"connections":[{"hugeBytes":1000000}]})"));
    Studio studio (reckoner (service));
    CHECK (reckons (studio));
    CHECK (studio.told<SessionReconnecting>().empty());
}

TEST_CASE ("C78: a message over 16 MiB costs a connection and not the conversation")
{
    RehearsalService service (withScenario (R"({"connections":[{"last":1,"hugeBytes":17000000,"delay":0.3}]})"));
    Studio studio (reckoner (service));
    CHECK (reckons (studio));
    CHECK (studio.told<SessionReconnecting>().size() == 1);
    CHECK (studio.told<SessionEnded>().empty());
}

TEST_CASE ("C85: a tool call that is made twice runs once and is answered once")
{
    RehearsalService service (withScenario (R"({"connections":[{"callFault":"repeated"}]})"));
    Studio studio (reckoner (service));
    CHECK (reckons (studio));
    CHECK (studio.told<ToolCalled>().size() == 1);
    CHECK (studio.told<ToolAnswered>().size() == 1);
}

TEST_CASE ("C31: a tool call that is cancelled at once is told as cancelled, and the agent goes on without it")
{
    RehearsalService service (withScenario (R"({"connections":[{"callFault":"cancelled"}]})"));
    Studio studio (reckoner (service));
    REQUIRE (studio.untilReady());
    studio.agent.sendText ("what is seventeen times three");
    REQUIRE (studio.until ([&] { return ! studio.told<TurnComplete>().empty() && ! studio.agent.isSpeaking(); }));
    REQUIRE (studio.told<ToolAnswered>().size() == 1);
    CHECK (studio.told<ToolAnswered>()[0].end != CallEnd::expired);
    CHECK (studio.told<SessionReconnecting>().empty());
}

TEST_CASE ("A turn that comes twice is a turn of its own each time, and nothing is lost between them")
{
    RehearsalService service (withScenario (R"({"connections":[{"repeatsTurns":true}]})"));
    Studio studio (reckoner (service));
    CHECK (reckons (studio));
    REQUIRE (studio.until ([&] { return studio.told<TurnComplete>().size() >= 2 && ! studio.agent.isSpeaking(); }));
    const auto turns = studio.agent.report().turns;
    REQUIRE (turns.size() >= 2);
    CHECK (turns[0].samplesHeard == turns[0].samplesReceived);
    CHECK (turns[1].samplesHeard == turns[0].samplesHeard);
}

TEST_CASE ("C19: interrupted said for nothing silences the turn and not the conversation")
{
    RehearsalService service (withScenario (R"({"connections":[{"interruptedEvery":20}]})"));
    Studio studio (reckoner (service));
    REQUIRE (studio.untilReady());
    studio.agent.sendText ("good morning");
    REQUIRE (studio.until ([&] { return ! studio.told<TurnComplete>().empty(); }));
    const auto turn = studio.agent.report().turns.at (0);
    CHECK (turn.interrupted);
    CHECK (turn.samplesHeard + turn.samplesDiscarded == turn.samplesReceived);
    CHECK (studio.told<SessionReconnecting>().empty());
}

TEST_CASE ("What comes in bursts, or in a trickle that is just enough, is heard whole")
{
    const auto* scenario = GENERATE (R"({"connections":[{"burst":0.5}]})", R"({"connections":[{"trickle":80000}]})");
    RehearsalService service (withScenario (scenario));
    Studio studio (reckoner (service));
    CHECK (reckons (studio));
    const auto turns = studio.agent.report().turns;
    CHECK (std::all_of (turns.begin(), turns.end(),
                        [] (const auto& turn) { return turn.samplesHeard == turn.samplesReceived; }));
}

TEST_CASE ("C70: a service that has forgotten the session is told what was said before")
{
    RehearsalService service (
        withScenario (R"({"connections":[{"last":1,"dropAfter":3},{"last":2,"refusesResume":true}]})"));
    Studio studio (reckoner (service));
    REQUIRE (studio.untilReady());
    studio.agent.sendText ("good morning");
    REQUIRE (studio.until ([&] { return ! studio.told<SessionResumed>().empty(); }));
    CHECK_FALSE (studio.told<SessionResumed>()[0].contextKept);
    CHECK (studio.told<SessionReconnecting>().size() == 2);
    CHECK (studio.told<SessionEnded>().empty());
}

TEST_CASE ("C65: goAway without a time leads to another connection in the next gap")
{
    RehearsalService service (
        withScenario (R"({"connections":[{"last":1,"goAwayAfter":11,"hidesTimeLeft":true,"timeLeft":3}]})"));
    Studio studio (service.url());
    REQUIRE (studio.untilReady());
    REQUIRE (studio.until ([&] { return ! studio.told<SessionResumed>().empty(); }));
    CHECK (studio.told<SessionReconnecting>().at (0).isPlanned);
    CHECK (studio.told<SessionResumed>()[0].contextKept);
}

TEST_CASE ("A new voice and new tools come over a real socket in a gap, and the conversation goes on with them")
{
    const RehearsalService service ({});
    auto options = reckoner (service);
    const auto tools = std::exchange (options.tools, {});
    auto setup = options.setup;
    setup.setVoice ("Puck");
    Studio studio (std::move (options));
    REQUIRE (studio.untilReady());
    studio.agent.stage (setup, tools);
    CHECK (studio.until ([&] { return studio.agent.report().connections.size() == 2 && studio.untilReady(); }));
    CHECK_FALSE (studio.agent.hasStaged());
    CHECK (reckons (studio));
    CHECK (studio.agent.report().toolCalls.size() == 1);
}

TEST_CASE ("C71: a used-up quota is told as such, and the next attempt waits")
{
    RehearsalService service (withScenario (R"({"connections":[{"last":1,"quotaAfter":0.5}]})"));
    Studio studio (service.url());
    REQUIRE (studio.untilReady());
    REQUIRE (studio.until ([&] { return ! studio.told<SessionReconnecting>().empty(); }));
    const auto lost = studio.told<SessionReconnecting>()[0];
    CHECK (lost.error.find ("quota") != std::string::npos);
    CHECK (lost.nextAttempt - lost.when >= Milliseconds (65'000));
}
