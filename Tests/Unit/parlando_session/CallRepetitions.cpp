#include "Network.h"

#include <catch2/catch_test_macros.hpp>

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;

namespace
{

std::string call (const std::string& id, const std::string& argument = "one")
{
    const nlohmann::json asked{{"id", id}, {"name", "post"}, {"args", {{"text", argument}}}};
    return nlohmann::json{{"toolCall", {{"functionCalls", {asked}}}}}.dump();
}

constexpr auto interrupted = R"({"serverContent":{"interrupted":true}})";

void finish (ScriptedConversation& conversation, const std::string& id)
{
    conversation.handle (input::ToolFinished{{id, "post", {{"status", "posted"}}}});
}

/** The ids of all answers, in order. */
std::vector<std::string> answered (const ScriptedConversation& conversation)
{
    std::vector<std::string> ids;

    for (const auto& message : conversation.sentWith ("toolResponse"))
        for (const auto& response : message["functionResponses"])
            ids.push_back (response["id"]);

    return ids;
}

using Ids = std::vector<std::string>;

} // namespace

TEST_CASE ("C101: a call that an interruption made the service ask for again runs once, and its outcome goes to both")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.server (call ("a"));
    conversation.run (1s);

    SECTION ("while it runs")
    {
        conversation.server (interrupted);
        conversation.server (turnComplete);
        conversation.run (3s);
        conversation.server (call ("b"));
        CHECK (answered (conversation).empty());
        finish (conversation, "a");
        CHECK (answered (conversation) == Ids{"a", "b"});
    }

    SECTION ("answered after the interruption")
    {
        conversation.server (interrupted);
        conversation.server (turnComplete);
        finish (conversation, "a");
        conversation.run (3s);
        conversation.server (call ("b"));
        CHECK (answered (conversation) == Ids{"a", "b"});
    }

    SECTION ("answered just before it")
    {
        finish (conversation, "a");
        conversation.run (200ms);
        conversation.server (interrupted);
        conversation.run (3s);
        conversation.server (call ("b"));
        CHECK (answered (conversation) == Ids{"a", "b"});
    }

    CHECK (conversation.calls.size() == 1);
    const auto responses = conversation.sentWith ("toolResponse");
    CHECK (responses.back()["functionResponses"][0]["response"] == nlohmann::json{{"status", "posted"}});
    CHECK (conversation.told<ToolCalled>().size() == 2);
    CHECK (conversation.told<ToolAnswered>().size() == 2);
}

TEST_CASE ("C101: equal calls are calls of their own where no interruption explains them")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.server (call ("a"));

    SECTION ("none came")
    {
        conversation.run (1s);
        conversation.server (call ("b"));
    }

    SECTION ("with other arguments")
    {
        conversation.server (interrupted);
        conversation.server (call ("b", "two"));
    }

    SECTION ("more than 6 s after it")
    {
        conversation.server (interrupted);
        conversation.run (6'100ms);
        conversation.server (call ("b"));
    }

    SECTION ("the answer had been taken: the agent was speaking about it")
    {
        finish (conversation, "a");
        conversation.server (ScriptedConversation::audio (2400));
        conversation.server (interrupted);
        conversation.run (2s);
        conversation.server (call ("b"));
    }

    SECTION ("the first was taken back")
    {
        conversation.server (R"({"toolCallCancellation":{"ids":["a"]}})");
        conversation.server (interrupted);
        conversation.server (call ("b"));
    }

    SECTION ("it was asked for again already")
    {
        conversation.server (interrupted);
        conversation.server (call ("a2"));
        conversation.server (call ("b"));
    }

    CHECK (conversation.calls.size() == 2);
}

TEST_CASE ("C38: a service that counts its calls from 1 on each connection is answered on each")
{
    Network network;
    auto& conversation = network.conversation;
    conversation.begin();
    conversation.server (handleOne);
    conversation.server (call ("1"));
    finish (conversation, "1");
    conversation.server (call ("2"));
    network.lose();
    network.untilOpened (2);
    network.accept();
    conversation.handle (input::Text{"Again."});
    conversation.server (call ("1"));
    conversation.server (call ("2"));
    REQUIRE (conversation.calls.size() == 4);
    CHECK (conversation.cancelled == Ids{"2"});

    // What ran on the connection before and comes back late is no answer to the call of the same id.
    finish (conversation, "2");
    CHECK (answered (conversation) == Ids{"1"});

    finish (conversation, conversation.calls[2].id);
    finish (conversation, conversation.calls[3].id);
    CHECK (answered (conversation) == Ids{"1", "1", "2"});
}

TEST_CASE ("C85: a call that came before is no sign that the question is answered")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.server (call ("a"));
    finish (conversation, "a");
    conversation.server (ScriptedConversation::audio (2400));
    conversation.server (turnComplete);
    conversation.handle (input::Text{"And again?"});
    conversation.server (call ("a"));
    CHECK (conversation.calls.size() == 1);
    CHECK (conversation.session.owesAnswer (conversation.now));
    conversation.run (5s);
    CHECK (conversation.told<WatchdogFired>().size() == 1);
}

TEST_CASE ("C102: ids of any kind work, different ones in one message")
{
    ScriptedConversation conversation;
    conversation.begin();
    const std::string ids[]{"call_1", "fc_5800000000000000001", "00000000-0000-4000-9000-000000000003", "функция 1"};
    auto calls = nlohmann::json::array();

    for (const auto& id : ids)
        calls.push_back ({{"id", id}, {"name", "post"}});

    conversation.server (nlohmann::json{{"toolCall", {{"functionCalls", calls}}}}.dump());

    for (const auto& id : ids)
        finish (conversation, id);

    CHECK (answered (conversation) == Ids (std::begin (ids), std::end (ids)));
}

TEST_CASE ("C103: a call after the end of a turn is run and answered")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.server (ScriptedConversation::audio (2400));
    conversation.server (turnComplete);
    conversation.server (call ("a"));
    CHECK (conversation.told<ToolCalled>().at (0).turn == 2);
    finish (conversation, "a");
    CHECK (answered (conversation) == Ids{"a"});
}
