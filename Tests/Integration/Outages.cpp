// A conversation with the rehearsal service through what networks and services do to connections, in virtual time.

#include "Support/VirtualRehearsal.h"
#include "Support/VirtualService.h"
#include "Support/VirtualStudio.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>
#include <atomic>

using namespace parlando;
using namespace parlando::testing;

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
ConversationOptions reckoner()
{
    ToolRegistry tools;
    tools.add (makeBuiltInTool ("calculator"));
    auto options = VirtualStudio::options (std::move (tools));
    options.agent.transcribesAgent = true;
    return options;
}

/** Asks for what needs a tool, and waits for the answer to be heard. */
bool reckons (VirtualStudio& studio)
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

std::string lastWords (const VirtualStudio& studio)
{
    const auto entries = studio.agent.transcript().entries;
    return entries.empty() ? std::string() : entries.back().text;
}

} // namespace

TEST_CASE ("C64, C66: goAway with 50 ms of delay: another connection in under 300 ms, with the "
           "session's memory")
{
    VirtualTime time;
    LineFaults faults;
    faults.goAwayAfter = Milliseconds (11'000);
    faults.timeLeft = Milliseconds (5'000);
    faults.delay = Milliseconds (50);
    VirtualRehearsal service (time, with (faults));
    VirtualStudio studio (time, service.server());
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

namespace
{

/** How many of the service's messages hold these words. */
auto messagesWith (const ServiceScript& service, const std::string& words)
{
    const auto messages = service.messages();
    return std::count_if (messages.begin(), messages.end(),
                          [&] (const auto& message) { return message.dump().find (words) != std::string::npos; });
}

void sendHandle (ServiceScript::Connection& connection, const nlohmann::json&)
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
    VirtualTime time;
    std::atomic<int> requests{0};
    VirtualService service (time, sendHandle,
                            [&] (auto& connection, const auto& message)
                            {
                                if (isRequest (message) && ++requests == 2)
                                    connection.sendBinary (ServiceScript::content ("turnComplete"));
                            });
    VirtualStudio studio (time, service.server);
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

TEST_CASE ("A reply of near silence is asked for again at once")
{
    VirtualTime time;
    std::atomic<int> requests{0};
    VirtualService service (time, sendHandle,
                            [&] (auto& connection, const auto& message)
                            {
                                if (! isRequest (message))
                                    return;

                                const auto level = static_cast<std::int16_t> (++requests == 1 ? 1 : 8000);
                                connection.sendBinary (ServiceScript::audio (std::vector (36000, level)));
                                connection.sendBinary (ServiceScript::content ("turnComplete"));
                            });
    VirtualStudio studio (time, service.server);
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
    VirtualTime time;
    LineFaults faults;
    faults.voice = LineFaults::Voice::silence;
    VirtualRehearsal service (time, with ({faults, 1}));
    VirtualStudio studio (time, service.server(), reckoner());
    REQUIRE (studio.untilReady());
    studio.agent.sendText ("good morning");
    REQUIRE (studio.until ([&] { return ! studio.told<SessionResumed>().empty(); }));
    CHECK (studio.told<WatchdogFired>().back().watchdog == Watchdog::silentReply);
    REQUIRE (studio.until ([&] { return lastWords (studio).find ("I heard you say") != std::string::npos; }));
    CHECK (studio.told<SessionEnded>().empty());
}

TEST_CASE ("C68: a connection that is closed as soon as it stands ends the attempt with the service's own words")
{
    VirtualTime time;
    LineFaults faults;
    faults.closeAfter = Milliseconds (0);
    faults.closeCode = 1008;
    faults.closeReason = "The model was withdrawn.";
    VirtualRehearsal service (time, with (faults));
    VirtualStudio studio (time, service.server());
    studio.agent.connect();
    REQUIRE (studio.untilEnded());
    const auto end = studio.told<SessionEnded>().at (0);
    CHECK (end.closeCode == 1008);
    CHECK (end.error.find ("The model was withdrawn") != std::string::npos);
}

TEST_CASE ("Messages that cannot be read, one after every third, lose nothing of the conversation")
{
    VirtualTime time;
    VirtualRehearsal service (time, withScenario (R"({"connections":[{"malformedEvery":3}]})"));
    VirtualStudio studio (time, service.server(), reckoner());
    CHECK (reckons (studio));
    CHECK_FALSE (studio.told<SessionWarning>().empty());
    CHECK (studio.told<SessionReconnecting>().empty());
}

TEST_CASE ("A message of a megabyte is read past")
{
    VirtualTime time;
    VirtualRehearsal service (time, withScenario (R"({"connections":[{"hugeBytes":1000000}]})"));
    VirtualStudio studio (time, service.server(), reckoner());
    CHECK (reckons (studio));
    CHECK (studio.told<SessionReconnecting>().empty());
}

TEST_CASE ("C78: a message over 16 MiB costs a connection and not the conversation")
{
    VirtualTime time;
    VirtualRehearsal service (time, withScenario (R"({"connections":[{"last":1,"hugeBytes":17000000,"delay":0.3}]})"));
    VirtualStudio studio (time, service.server(), reckoner());
    CHECK (reckons (studio));
    CHECK (studio.told<SessionReconnecting>().size() == 1);
    CHECK (studio.told<SessionEnded>().empty());
}

TEST_CASE ("C85: a tool call that is made twice runs once and is answered once")
{
    VirtualTime time;
    VirtualRehearsal service (time, withScenario (R"({"connections":[{"callFault":"repeated"}]})"));
    VirtualStudio studio (time, service.server(), reckoner());
    CHECK (reckons (studio));
    CHECK (studio.told<ToolCalled>().size() == 1);
    CHECK (studio.told<ToolAnswered>().size() == 1);
}

TEST_CASE ("C31: a tool call that is cancelled at once is told as cancelled, and the agent goes on without it")
{
    VirtualTime time;
    VirtualRehearsal service (time, withScenario (R"({"connections":[{"callFault":"cancelled"}]})"));
    VirtualStudio studio (time, service.server(), reckoner());
    REQUIRE (studio.untilReady());
    studio.agent.sendText ("what is seventeen times three");
    REQUIRE (studio.until ([&] { return ! studio.told<TurnComplete>().empty() && ! studio.agent.isSpeaking(); }));
    REQUIRE (studio.told<ToolAnswered>().size() == 1);
    CHECK (studio.told<ToolAnswered>()[0].end != CallEnd::expired);
    CHECK (studio.told<SessionReconnecting>().empty());
}

TEST_CASE ("A turn that comes twice is a turn of its own each time, and nothing is lost between them")
{
    VirtualTime time;
    VirtualRehearsal service (time, withScenario (R"({"connections":[{"repeatsTurns":true}]})"));
    VirtualStudio studio (time, service.server(), reckoner());
    CHECK (reckons (studio));
    REQUIRE (studio.until ([&] { return studio.told<TurnComplete>().size() >= 2 && ! studio.agent.isSpeaking(); }));
    const auto turns = studio.agent.report().turns;
    REQUIRE (turns.size() >= 2);
    CHECK (turns[0].samplesHeard == turns[0].samplesReceived);
    CHECK (turns[1].samplesHeard == turns[0].samplesHeard);
}

TEST_CASE ("C19: interrupted said for nothing silences the turn and not the conversation")
{
    VirtualTime time;
    VirtualRehearsal service (time, withScenario (R"({"connections":[{"interruptedEvery":20}]})"));
    VirtualStudio studio (time, service.server(), reckoner());
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
    VirtualTime time;
    const auto* scenario = GENERATE (R"({"connections":[{"burst":0.5}]})", R"({"connections":[{"trickle":80000}]})");
    VirtualRehearsal service (time, withScenario (scenario));
    VirtualStudio studio (time, service.server(), reckoner());
    CHECK (reckons (studio));
    const auto turns = studio.agent.report().turns;
    CHECK (std::all_of (turns.begin(), turns.end(),
                        [] (const auto& turn) { return turn.samplesHeard == turn.samplesReceived; }));
}

TEST_CASE ("C70: a service that has forgotten the session is told what was said before")
{
    VirtualTime time;
    VirtualRehearsal service (
        time, withScenario (R"({"connections":[{"last":1,"dropAfter":3},{"last":2,"refusesResume":true}]})"));
    VirtualStudio studio (time, service.server(), reckoner());
    REQUIRE (studio.untilReady());
    studio.agent.sendText ("good morning");
    REQUIRE (studio.until ([&] { return ! studio.told<SessionResumed>().empty(); }));
    CHECK_FALSE (studio.told<SessionResumed>()[0].contextKept);
    CHECK (studio.told<SessionReconnecting>().size() == 2);
    CHECK (studio.told<SessionEnded>().empty());
}

TEST_CASE ("C65: goAway without a time leads to another connection in the next gap")
{
    VirtualTime time;
    VirtualRehearsal service (
        time, withScenario (R"({"connections":[{"last":1,"goAwayAfter":11,"hidesTimeLeft":true,"timeLeft":3}]})"));
    VirtualStudio studio (time, service.server());
    REQUIRE (studio.untilReady());
    REQUIRE (studio.until ([&] { return ! studio.told<SessionResumed>().empty(); }));
    CHECK (studio.told<SessionReconnecting>().at (0).isPlanned);
    CHECK (studio.told<SessionResumed>()[0].contextKept);
}

TEST_CASE ("A new voice and new tools come in a gap, and the conversation goes on with them")
{
    VirtualTime time;
    VirtualRehearsal service (time);
    auto options = reckoner();
    const auto tools = std::exchange (options.tools, {});
    auto changed = options.agent;
    changed.voice = "Puck";
    VirtualStudio studio (time, service.server(), std::move (options));
    REQUIRE (studio.untilReady());
    studio.agent.stage (changed, tools);
    CHECK (studio.until ([&] { return studio.agent.report().connections.size() == 2 && studio.untilReady(); }));
    CHECK_FALSE (studio.agent.hasStaged());
    CHECK (reckons (studio));
    CHECK (studio.agent.report().toolCalls.size() == 1);
}

TEST_CASE ("A tool that is declared as before but is to ask now asks at once, without another connection")
{
    const auto declared = makeBuiltInTool ("calculator")->declaration();
    std::atomic<int> moved = 0, asked = 0;
    ToolRegistry moving, asking;
    const auto countIn = [] (std::atomic<int>& calls)
    {
        return [&calls] (const nlohmann::json&)
        {
            ++calls;
            return 51;
        };
    };
    moving.add (makeTool (declared, countIn (moved)));
    asking.add (makeTool (declared, countIn (asked)));

    VirtualTime time;
    VirtualRehearsal service (time);
    auto options = VirtualStudio::options (std::move (moving));
    options.agent.transcribesAgent = true;
    const auto changed = options.agent;
    VirtualStudio studio (time, service.server(), std::move (options));
    REQUIRE (reckons (studio));
    studio.agent.stage (changed, std::move (asking));
    studio.agent.sendText ("what is seventeen times three");
    CHECK (studio.until ([&asked] { return asked == 1; }));
    CHECK (moved == 1);
    CHECK_FALSE (studio.agent.hasStaged());
    CHECK (studio.agent.report().connections.size() == 1);
}

TEST_CASE ("C71: a used-up quota is told as such, and the next attempt waits")
{
    VirtualTime time;
    VirtualRehearsal service (time, withScenario (R"({"connections":[{"last":1,"quotaAfter":0.5}]})"));
    VirtualStudio studio (time, service.server());
    REQUIRE (studio.untilReady());
    REQUIRE (studio.until ([&] { return ! studio.told<SessionReconnecting>().empty(); }));
    const auto lost = studio.told<SessionReconnecting>()[0];
    CHECK (lost.error.find ("quota") != std::string::npos);
    CHECK (lost.nextAttempt - lost.when >= Milliseconds (65'000));
}
