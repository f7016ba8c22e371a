// One conversation of each kind over real sockets, with threads and time as they are: Conversations.cpp and Outages.cpp
// hold the rest.

#include "ScriptedService.h"
#include "Studio.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <atomic>

using namespace parlando;
using parlando::testing::ScriptedService;
using parlando::testing::ServiceScript;
using parlando::testing::Studio;

TEST_CASE ("Every sample of a burst that comes over a socket is heard once")
{
    ScriptedService service ([] (auto& connection, const auto&) { ServiceScript::sendTurn (connection, 24000); });
    Studio studio (service.url());
    REQUIRE (studio.untilReady());
    REQUIRE (studio.until (
        [&] { return ! studio.agent.report().turns.empty() && studio.agent.report().turns[0].lastSample; }));

    const auto report = studio.agent.report();
    CHECK (report.turns[0].samplesReceived == 24000);
    CHECK (report.turns[0].samplesHeard == 24000);
    CHECK (report.turns[0].samplesDiscarded == 0);
    CHECK (report.turns[0].firstSampleInBlock >= report.turns[0].firstByteOffWire);
}

TEST_CASE ("A refused connection ends the conversation with one sentence")
{
    std::string url;
    {
        ScriptedService gone;
        url = gone.url();
    }
    Studio studio (url);
    studio.agent.connect();
    REQUIRE (studio.untilEnded());
    REQUIRE (studio.told<SessionEnded>().size() == 1);
    CHECK_FALSE (studio.told<SessionEnded>()[0].error.empty());
}

TEST_CASE ("An agent can be destroyed while connecting, while receiving, and connected again after an end")
{
    ScriptedService service ([] (auto& connection, const auto&) { ServiceScript::sendTurn (connection, 240000); });

    for (int i = 0; i < 5; ++i)
    {
        Studio connecting (service.url());
        connecting.agent.connect();
    }

    for (int i = 0; i < 5; ++i)
    {
        Studio receiving (service.url());
        REQUIRE (receiving.untilReady());
        REQUIRE (receiving.until ([&] { return receiving.agent.isSpeaking(); }));
    }

    Studio again (service.url());

    for (int i = 0; i < 3; ++i)
    {
        REQUIRE (again.untilReady());
        again.agent.disconnect();
        REQUIRE (again.untilEnded());
    }

    CHECK (again.told<SessionEnded>().size() == 3);
    CHECK (service.samplesHeard() < 1000000);
}

TEST_CASE ("C87: a listener may use the agent from inside every event, and end the conversation there")
{
    ScriptedService service ({},
                             [] (auto& connection, const auto& message)
                             {
                                 if (message.contains ("clientContent"))
                                     ServiceScript::sendTurn (connection, 960);
                             });
    LiveAgent* agent = nullptr;
    std::atomic<int> events{0}, turns{0};
    ConversationOptions options;
    options.provider = gemini::geminiLive();
    options.endpoint.baseUrl = service.url();
    LiveAgent talker (options,
                      [&] (const SessionEvent& event)
                      {
                          ++events;
                          agent->transcript();
                          agent->report();

                          if (std::holds_alternative<SessionReady> (event))
                              agent->sendText ("Hello");
                          else if (std::holds_alternative<TurnComplete> (event) && ++turns < 3)
                              agent->sendText ("And again");
                          else if (turns == 3)
                              agent->disconnect();
                      });
    agent = &talker;
    talker.connect();
    REQUIRE (talker.wait (Milliseconds (20'000)));
    CHECK (turns == 3);
    CHECK (talker.report().end->reason == EndReason::asked);
    CHECK (events > 6);
}

TEST_CASE ("A broken connection over a real socket: the session goes on within 1.5 s, and typed text arrives")
{
    LineFaults faults;
    faults.dropAfter = Milliseconds (4'000);
    RehearsalService::Options options;
    options.scenario = {faults};
    RehearsalService service (std::move (options));
    Studio studio (service.url());
    REQUIRE (studio.untilReady());
    REQUIRE (studio.until ([&] { return studio.agent.state() == SessionState::reconnecting; }));
    studio.agent.sendText ("go forward ten meters");
    REQUIRE (studio.until ([&] { return studio.told<SessionResumed>().size() == 1; }));
    CHECK (studio.told<SessionResumed>()[0].gap < Milliseconds (1500));
    CHECK_FALSE (studio.told<SessionReconnecting>()[0].error.empty());
    REQUIRE (studio.until (
        [&]
        {
            const auto entries = studio.agent.transcript().entries;
            return ! entries.empty() && entries.back().text.find ("forward ten meters") != std::string::npos;
        }));
    CHECK (studio.told<SessionEnded>().empty());
}
