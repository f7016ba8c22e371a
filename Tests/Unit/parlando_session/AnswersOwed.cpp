// What keeps a conversation from being over though nobody speaks.

#include "Network.h"

#include <catch2/catch_test_macros.hpp>

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;

namespace
{

constexpr auto filler = R"({"serverContent":{"outputTranscription":{"text":"One moment."}}})";
constexpr auto answer = R"({"serverContent":{"outputTranscription":{"text":"Forty-two."}}})";

std::string turnEnd (const std::string& status)
{
    return R"({"serverContent":{"turnComplete":true,"interactionStatus":")" + status + R"("}})";
}

/** After a question and a filler whose end says so. */
std::unique_ptr<ScriptedConversation> afterFiller (const std::string& end)
{
    auto conversation = std::make_unique<ScriptedConversation>();
    conversation->begin();
    conversation->handle (input::Text{"What is it?"});
    CHECK (conversation->session.owesAnswer (conversation->now));
    conversation->server (filler);
    conversation->server (end);
    return conversation;
}

bool owes (const ScriptedConversation& conversation) { return conversation.session.owesAnswer (conversation.now); }

} // namespace

TEST_CASE ("C60: the end of a turn is the end of the answer, unless the service says that it works on")
{
    CHECK_FALSE (owes (*afterFiller (R"({"serverContent":{"turnComplete":true}})")));
    CHECK_FALSE (owes (*afterFiller (turnEnd ("IDLE"))));
    CHECK_FALSE (owes (*afterFiller (turnEnd ("SOMETHING_NEW"))));
    CHECK (owes (*afterFiller (turnEnd ("IN_PROGRESS"))));
    CHECK (owes (*afterFiller (turnEnd ("REQUIRES_ACTION"))));
    CHECK (owes (*afterFiller (R"({"serverContent":{"turnComplete":true},"interactionStatus":"IN_PROGRESS"})")));
}

TEST_CASE ("C114: a lone IDLE ends the answer, at either place, and is told")
{
    for (const auto* idle : {R"({"serverContent":{"interactionStatus":"IDLE"}})", R"({"interactionStatus":"IDLE"})"})
    {
        auto conversation = afterFiller (turnEnd ("IN_PROGRESS"));
        REQUIRE (conversation->told<TurnComplete>().size() == 1);
        CHECK_FALSE (conversation->told<TurnComplete>()[0].idle);
        conversation->run (30s);
        CHECK (owes (*conversation));
        conversation->server (idle);
        CHECK_FALSE (owes (*conversation));
        REQUIRE (conversation->told<TurnComplete>().size() == 2);
        CHECK (conversation->told<TurnComplete>()[1].idle);
        CHECK (conversation->told<TurnComplete>()[1].turn == 0);
        conversation->run (60s);
        CHECK (conversation->told<WatchdogFired>().empty());
    }
}

TEST_CASE ("C114: what the service works on is waited for 60 s after the last content, and its failure is told")
{
    auto conversation = afterFiller (turnEnd ("IN_PROGRESS"));
    conversation->run (50s);
    conversation->server (turnEnd ("IN_PROGRESS"));
    conversation->run (9'900ms);
    CHECK (owes (*conversation));
    CHECK (conversation->told<WatchdogFired>().empty());
    conversation->run (200ms);
    CHECK_FALSE (owes (*conversation));
    REQUIRE (conversation->told<WatchdogFired>().size() == 1);
    CHECK (conversation->told<WatchdogFired>()[0].action == WatchdogFired::Action::gaveUp);
}

TEST_CASE ("C115: REQUIRES_ACTION is waited for 10 s, until anything new comes, and its end is no failure")
{
    auto conversation = afterFiller (turnEnd ("REQUIRES_ACTION"));
    conversation->run (9s);
    CHECK (owes (*conversation));

    SECTION ("nothing comes")
    {
        conversation->run (1'100ms);
        CHECK_FALSE (owes (*conversation));
        CHECK (conversation->told<WatchdogFired>().empty());
    }

    SECTION ("the answer comes")
    {
        conversation->server (answer);
        conversation->server (R"({"serverContent":{"turnComplete":true}})");
        CHECK_FALSE (owes (*conversation));
        CHECK (conversation->told<TurnComplete>().back().idle);
    }
}

TEST_CASE ("C115: neither runs out while a call is open")
{
    auto conversation = afterFiller (turnEnd ("REQUIRES_ACTION"));
    conversation->server (R"({"toolCall":{"functionCalls":[{"id":"a","name":"look"}]}})");
    conversation->server (turnEnd ("REQUIRES_ACTION"));
    conversation->run (30s);
    CHECK (owes (*conversation));
    conversation->handle (input::ToolFinished{{"a", "look", {{"status", "ok"}}}});
    conversation->server (answer);
    conversation->server (turnEnd ("IDLE"));
    CHECK_FALSE (owes (*conversation));
}

TEST_CASE ("C114: while the service works on an answer no connection is replaced and no staged change is made")
{
    Network network;
    auto& conversation = network.conversation;
    conversation.begin();
    conversation.server (handleOne);
    conversation.run (11s);
    conversation.handle (input::Text{"What is it?"});
    conversation.server (filler);
    conversation.server (turnEnd ("IN_PROGRESS"));
    Setup other;
    other.setVoice ("Puck");
    conversation.handle (staged (other));
    conversation.server (R"({"goAway":{"timeLeft":"50s"}})");
    conversation.run (20s);
    CHECK (network.closed() == 0);
    conversation.server (R"({"interactionStatus":"IDLE"})");
    conversation.run (1s);
    CHECK (network.closed() == 1);
}

TEST_CASE ("An answer that the service was working on is asked for again when its connection is lost")
{
    Network network;
    auto& conversation = network.conversation;
    conversation.begin();
    conversation.server (handleOne);
    conversation.handle (input::Text{"What is it?"});
    conversation.server (filler);
    conversation.server (
        R"({"serverContent":{"modelTurn":{"parts":[{"inlineData":{"mimeType":"audio/pcm","data":"AEAAwABAAMA="}}]}}})");
    conversation.server (turnEnd ("IN_PROGRESS"));
    network.lose();
    network.untilOpened (2);
    network.accept();
    CHECK (conversation.sentWith ("clientContent").size() == 2);
}

TEST_CASE ("C104: only text, or parts, open a turn; what an empty transcription ends is still owed")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.handle (input::Text{"Look."});
    conversation.server (R"({"serverContent":{"outputTranscription":{}}})");
    conversation.server (R"({"toolCall":{"functionCalls":[{"id":"a","name":"look"}]}})");
    conversation.handle (input::ToolFinished{{"a", "look", {{"status", "ok"}}}});
    conversation.server (R"({"serverContent":{"outputTranscription":{"finished":true}}})");
    conversation.server (R"({"serverContent":{"generationComplete":true}})");
    conversation.server (R"({"serverContent":{"turnComplete":true,"groundingMetadata":{}}})");
    CHECK (conversation.told<TurnStarted>().empty());
    CHECK (conversation.told<SourcesReported>().empty());
    CHECK (owes (conversation));
}

TEST_CASE ("C105: the farewell is the next turn with content: an empty end of a turn, or a call's, is none")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.server (R"({"serverContent":{"outputTranscription":{}}})");
    conversation.server (R"({"toolCall":{"functionCalls":[{"id":"s","name":"stop_conversation"}]}})");
    conversation.handle (input::ToolFinished{{"s", "stop_conversation", {{"status", "ok"}}, false, true}});
    conversation.server (R"({"serverContent":{"outputTranscription":{"finished":true}}})");
    conversation.server (R"({"serverContent":{"generationComplete":true}})");
    conversation.server (R"({"serverContent":{"turnComplete":true}})");
    conversation.run (8s);
    CHECK (conversation.session.state() == SessionState::farewell);
    conversation.isDry = false;
    conversation.server (ScriptedConversation::audio (2400));
    conversation.server (R"({"serverContent":{"turnComplete":true}})");
    conversation.run (3s);
    CHECK (conversation.session.state() == SessionState::farewell);
    conversation.isDry = true;
    conversation.run (10ms);
    CHECK (conversation.session.state() == SessionState::closing);
}

TEST_CASE ("C117: a stray interruption and its turn's end leave the wait for the new answer")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.handle (input::Text{"And now?"});
    conversation.server (R"({"serverContent":{"interrupted":true}})");
    conversation.server (R"({"serverContent":{"turnComplete":true}})");
    CHECK (owes (conversation));
    CHECK (conversation.told<TurnComplete>().back().interrupted);
    conversation.server (R"({"serverContent":{"turnComplete":true}})");
    CHECK_FALSE (owes (conversation));
}

TEST_CASE ("An answer counts from the person's last loud moment, unless they have typed since")
{
    ScriptedConversation conversation;
    conversation.begin();
    CHECK_FALSE (conversation.session.lastSpoken());

    conversation.person (20, 0);
    conversation.person (50, 8000);
    const auto end = conversation.session.personActivity().lastLoud();
    REQUIRE (end);
    conversation.person (45, 0);
    CHECK (conversation.session.lastSpoken() == end);

    conversation.handle (input::Text{"And now?"});
    CHECK_FALSE (conversation.session.lastSpoken());

    conversation.person (50, 8000);
    CHECK (conversation.session.lastSpoken() > end);
}
