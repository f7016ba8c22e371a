#include "ScriptedConversation.h"

#include <catch2/catch_test_macros.hpp>

using namespace parlando;
using parlando::testing::ScriptedConversation;

namespace
{

constexpr auto twoCalls =
    R"({"toolCall":{"functionCalls":[{"id":"a","name":"calculator","args":{"expression":"1+1"}},{"id":"b","name":"clock"}]}})";

}

TEST_CASE ("C28, C29: every call runs in order, once, with an object of arguments")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.server (twoCalls);
    conversation.server (twoCalls);

    REQUIRE (conversation.calls.size() == 2);
    CHECK (conversation.calls[0].id == "a");
    CHECK (conversation.calls[0].args == nlohmann::json{{"expression", "1+1"}});
    CHECK (conversation.calls[1].args == nlohmann::json::object());
}

TEST_CASE ("C31, C34, C35: results leave in any order, once each, with id and name as they came")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.server (twoCalls);
    conversation.handle (input::ToolFinished{{"b", "clock", "noon", false, false}});
    conversation.handle (input::ToolFinished{{"a", "calculator", {{"result", "2"}}, false, false}});
    conversation.handle (input::ToolFinished{{"a", "calculator", {{"result", "3"}}, false, false}});

    const auto responses = conversation.sentWith ("toolResponse");
    REQUIRE (responses.size() == 2);
    CHECK (responses[0] ==
           nlohmann::json::parse (R"({"functionResponses":[{"id":"b","name":"clock","response":{"output":"noon"}}]})"));
    CHECK (responses[1]["functionResponses"][0]["response"] == nlohmann::json{{"result", "2"}});

    conversation.server (twoCalls);
    CHECK (conversation.calls.size() == 2);
}

TEST_CASE ("C31, C32: a cancelled call is never answered; unknown ids are harmless")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.server (twoCalls);
    conversation.server (R"({"toolCallCancellation":{"ids":["a","nobody"]}})");
    conversation.handle (input::ToolFinished{{"a", "calculator", {}, false, false}});

    CHECK (conversation.cancelled == std::vector<std::string>{"a"});
    CHECK (conversation.sentWith ("toolResponse").empty());
    REQUIRE (conversation.told<ToolAnswered>().size() == 1);
    CHECK (conversation.told<ToolAnswered>()[0].end == CallEnd::cancelled);
}

TEST_CASE ("C38: a call without an id is reported and not run; the end cancels what is running")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.server (R"({"toolCall":{"functionCalls":[{"name":"clock"},{"id":"c","name":"clock"}]}})");
    CHECK (conversation.calls.size() == 1);
    CHECK (conversation.told<SessionWarning>().size() == 1);

    conversation.handle (input::ConnectionClosed{{1011, "", "The service failed."}});
    CHECK (conversation.cancelled == std::vector<std::string>{"c"});

    const auto before = conversation.sent.size();
    conversation.handle (input::ToolFinished{{"c", "clock", {}, false, false}});
    CHECK (conversation.sent.size() == before);
}

TEST_CASE ("A verbal stop is answered, the goodbye is heard, then the session ends by itself")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.server (R"({"toolCall":{"functionCalls":[{"id":"s","name":"stop_conversation"}]}})");
    conversation.handle (input::ToolFinished{{"s", "stop_conversation", {{"status", "ok"}}, false, true}});
    CHECK (conversation.sentWith ("toolResponse").size() == 1);
    CHECK (conversation.session.state() == SessionState::farewell);

    conversation.isDry = false;
    conversation.server (ScriptedConversation::audio (24000));
    conversation.server (R"({"serverContent":{"generationComplete":true}})");
    conversation.server (R"({"serverContent":{"turnComplete":true}})");
    conversation.run (Milliseconds (1000));
    CHECK (conversation.session.state() == SessionState::farewell);

    conversation.isDry = true;
    conversation.run (Milliseconds (10));
    CHECK (conversation.log.back() == "close 1000");

    conversation.handle (input::ConnectionClosed{{1000, "", ""}});
    REQUIRE (conversation.told<SessionEnded>().size() == 1);
    CHECK (conversation.told<SessionEnded>()[0].reason == EndReason::conversation);
}

TEST_CASE ("C105: a verbal stop without a goodbye ends after 10 s of silence; an endless goodbye after 20 s")
{
    ScriptedConversation silent, endless;

    for (auto* conversation : {&silent, &endless})
    {
        conversation->begin();
        conversation->server (R"({"toolCall":{"functionCalls":[{"id":"s","name":"stop_conversation"}]}})");
        conversation->handle (input::ToolFinished{{"s", "stop_conversation", {}, false, true}});
    }

    silent.run (Milliseconds (9990));
    CHECK (silent.session.state() == SessionState::farewell);
    silent.run (Milliseconds (20));
    CHECK (silent.session.state() == SessionState::closing);

    endless.isDry = false;
    endless.run (Milliseconds (19990));
    CHECK (endless.session.state() == SessionState::farewell);
    endless.run (Milliseconds (20));
    CHECK (endless.session.state() == SessionState::closing);
}

namespace
{

/** A conversation whose function `knob` is declared so. */
std::unique_ptr<ScriptedConversation> withKnob (std::string model, Behavior behavior)
{
    testing::GeminiOptions options;
    options.setup.model = std::move (model);
    options.setup.addFunctionDeclarations ({{.name = "knob", .description = "A knob", .behavior = behavior}});
    auto conversation = std::make_unique<ScriptedConversation> (options);
    conversation->begin();
    conversation->server (R"({"toolCall":{"functionCalls":[{"id":"a","name":"knob"}]}})");
    return conversation;
}

std::string schedulingOf (ScriptedConversation& conversation, Scheduling scheduling)
{
    conversation.handle (input::ToolFinished{{"a", "knob", {{"status", "ok"}}, false, false, scheduling}});
    return conversation.sentWith ("toolResponse").at (0)["functionResponses"][0].value ("scheduling", "");
}

} // namespace

TEST_CASE ("C36: when an answer is to be taken up is said for functions that nobody waits for, to models that take it")
{
    CHECK (schedulingOf (*withKnob ("gemini-3.8-live", Behavior::nonBlocking), Scheduling::whenIdle) == "WHEN_IDLE");
    CHECK (schedulingOf (*withKnob ("gemini-3.8-live", Behavior::nonBlocking), Scheduling::silent) == "SILENT");
    CHECK (schedulingOf (*withKnob ("gemini-3.8-live", Behavior::blocking), Scheduling::silent).empty());
    CHECK (schedulingOf (*withKnob ("gemini-3.8-live-extended-thinking", Behavior::nonBlocking), Scheduling::silent)
               .empty());
}

TEST_CASE ("A silent answer asks for none: nobody is nudged for it")
{
    for (const auto scheduling : {Scheduling::silent, Scheduling::whenIdle})
    {
        auto conversation = withKnob ("gemini-3.8-live", Behavior::nonBlocking);
        schedulingOf (*conversation, scheduling);
        conversation->run (std::chrono::seconds (12));
        CHECK (conversation->told<WatchdogFired>().empty() == (scheduling == Scheduling::silent));
    }
}

TEST_CASE ("Calls beyond what can be under way at once are answered with an error, not passed over")
{
    ScriptedConversation conversation;
    conversation.begin();
    for (int message = 0; message < 41; ++message)
    {
        auto calls = nlohmann::json::array();

        for (int i = 0; i < 100; ++i)
            calls.push_back ({{"id", std::to_string (message * 100 + i)}, {"name", "clock"}});

        conversation.server (nlohmann::json{{"toolCall", {{"functionCalls", calls}}}}.dump());
    }

    CHECK (conversation.calls.size() == CallLedger::mostOpen);
    CHECK (conversation.sentWith ("toolResponse").size() == 4'100 - CallLedger::mostOpen);
    CHECK (conversation.sentWith ("toolResponse")[0]["functionResponses"][0]["response"]["status"] == "error");
}
