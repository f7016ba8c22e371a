#include "ScriptedConversation.h"

#include <catch2/catch_test_macros.hpp>

using namespace parlando;
using parlando::testing::ScriptedConversation;

TEST_CASE ("C20, C22: setup is the first message and the only one before setupComplete")
{
    ScriptedConversation conversation;
    conversation.handle (input::Start{});
    CHECK (conversation.log == std::vector<std::string>{"open"});
    CHECK (conversation.sent.empty());

    conversation.handle (input::ConnectionOpened{});
    conversation.handle (input::Text{"hello"});
    conversation.person (50, 8000);
    conversation.run (Milliseconds (500));

    REQUIRE (conversation.sent.size() == 1);
    CHECK (conversation.sent[0].contains ("setup"));
    CHECK (conversation.sent[0]["setup"]["model"] == "models/gemini-3.8-live");
}

TEST_CASE ("C23: microphone audio captured before setupComplete is never sent, and is counted")
{
    ScriptedConversation conversation;
    conversation.handle (input::Start{});
    conversation.handle (input::ConnectionOpened{});
    conversation.person (10, 8000);
    CHECK (conversation.session.microphoneSamplesDropped() == 3200);

    conversation.server (R"({"setupComplete":{}})");
    CHECK (conversation.microphoneMessages() == 0);

    conversation.person (3, 8000);
    CHECK (conversation.microphoneMessages() == 3);
    CHECK (conversation.session.microphoneSamplesSent() == 960);
}

TEST_CASE ("C24: setupComplete with a session id makes the session ready")
{
    ScriptedConversation conversation;
    conversation.handle (input::Start{});
    conversation.handle (input::ConnectionOpened{});
    conversation.server (R"({"setupComplete":{"sessionId":"s-1","more":[1]}})");

    CHECK (conversation.session.state() == SessionState::ready);
    REQUIRE (conversation.told<SessionReady>().size() == 1);
    CHECK (conversation.told<SessionReady>()[0].sessionId == "s-1");
}

TEST_CASE ("C25: without setupComplete within 15 s the session closes with 1000 and says so")
{
    ScriptedConversation conversation;
    conversation.handle (input::Start{});
    conversation.handle (input::ConnectionOpened{});
    conversation.run (Milliseconds (14990));
    CHECK (conversation.session.state() == SessionState::settingUp);

    conversation.run (Milliseconds (20));
    CHECK (conversation.log.back() == "close 1000");

    conversation.handle (input::ConnectionClosed{{1000, "", ""}});
    const auto ends = conversation.told<SessionEnded>();
    REQUIRE (ends.size() == 1);
    CHECK (ends[0].reason == EndReason::failed);
    CHECK (ends[0].error.find ("15 s") != std::string::npos);
}

TEST_CASE ("C26: a close before setupComplete ends the session as failed, with code and reason")
{
    ScriptedConversation conversation;
    conversation.handle (input::Start{});
    conversation.handle (input::ConnectionOpened{});
    conversation.handle (input::ConnectionClosed{{1007, "API key not valid", "The key was refused."}});

    const auto ends = conversation.told<SessionEnded>();
    REQUIRE (ends.size() == 1);
    CHECK (ends[0].reason == EndReason::failed);
    CHECK (ends[0].closeCode == 1007);
    CHECK (ends[0].closeReason == "API key not valid");
    CHECK (ends[0].error == "The key was refused.");
    CHECK (conversation.session.state() == SessionState::ended);
}

TEST_CASE ("Typed turns wait for setupComplete and leave in order")
{
    ScriptedConversation conversation;
    conversation.handle (input::Start{});
    conversation.handle (input::Text{"one"});
    conversation.handle (input::ConnectionOpened{});
    conversation.handle (input::Text{"two"});
    conversation.server (R"({"setupComplete":{}})");

    const auto turns = conversation.sentWith ("clientContent");
    REQUIRE (turns.size() == 2);
    CHECK (turns[0]["turns"][0]["parts"][0]["text"] == "one");
    CHECK (turns[0]["turnComplete"] == true);
    CHECK (turns[1]["turns"][0]["parts"][0]["text"] == "two");
}

TEST_CASE ("C93: a 3.1 model is given typed text as realtime input, and only so")
{
    testing::GeminiOptions options;
    options.setup.model = "gemini-3.1-flash-live-preview";
    ScriptedConversation conversation (options);
    conversation.begin();
    conversation.handle (input::Text{"hello"});

    CHECK (conversation.sentWith ("clientContent").empty());
    REQUIRE (conversation.sentWith ("realtimeInput").size() == 1);
    CHECK (conversation.sentWith ("realtimeInput")[0] == nlohmann::json{{"text", "hello"}});
}
