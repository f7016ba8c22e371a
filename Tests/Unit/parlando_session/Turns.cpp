#include "ScriptedConversation.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace parlando;
using parlando::testing::ScriptedConversation;

TEST_CASE ("C15: audio plays in arrival order, across messages")
{
    ScriptedConversation conversation;
    conversation.begin();
    const std::uint8_t first[] = {1, 0, 2, 0};
    const std::uint8_t second[] = {3, 0, 4, 0};
    conversation.server (ScriptedConversation::audioBytes (first));
    conversation.server (ScriptedConversation::audioBytes (second));

    CHECK (conversation.played == std::vector<std::int16_t>{1, 2, 3, 4});
    CHECK (conversation.playedRate == 24000);
    CHECK (conversation.told<TurnStarted>().size() == 1);
}

TEST_CASE ("C18: audio between interrupted and turnComplete is discarded, and the next turn plays")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.server (ScriptedConversation::audio (10));
    conversation.server (R"({"serverContent":{"interrupted":true}})");
    conversation.server (ScriptedConversation::audio (20));
    conversation.server (R"({"serverContent":{"turnComplete":true}})");
    conversation.server (ScriptedConversation::audio (30));

    CHECK (conversation.log == std::vector<std::string>{"open", "play 1", "silence", "discard 1", "end 1", "play 2"});
    CHECK (conversation.discarded == 20);
    REQUIRE (conversation.told<Interrupted>().size() == 1);
    CHECK (conversation.told<Interrupted>()[0].turn == 1);
    CHECK (conversation.told<TurnComplete>()[0].interrupted);
}

TEST_CASE ("interrupted is applied before the audio in the same message")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.server (ScriptedConversation::audio (10));
    auto message = nlohmann::json::parse (ScriptedConversation::audio (20));
    message["serverContent"]["interrupted"] = true;
    conversation.server (message.dump());

    CHECK (conversation.played.size() == 10);
    CHECK (conversation.discarded == 20);
}

TEST_CASE ("C19: interrupted with nothing open still empties the queue and silences no later turn")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.server (R"({"serverContent":{"interrupted":true}})");
    conversation.server (ScriptedConversation::audio (10));

    CHECK (conversation.log == std::vector<std::string>{"open", "silence", "play 1"});
    CHECK (conversation.told<Interrupted>()[0].turn == 0);
}

TEST_CASE ("An interruption after turnComplete names the turn that is still being heard")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.server (ScriptedConversation::audio (10));
    conversation.handle (input::PlayoutBegan{conversation.now, 1});
    conversation.server (R"({"serverContent":{"turnComplete":true}})");
    conversation.server (R"({"serverContent":{"interrupted":true}})");

    CHECK (conversation.told<Interrupted>()[0].turn == 1);
}

TEST_CASE ("C58: generationComplete ends the turn's playout without silencing it")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.server (ScriptedConversation::audio (10));
    conversation.server (R"({"serverContent":{"generationComplete":true}})");

    CHECK (std::count (conversation.log.begin(), conversation.log.end(), "silence") == 0);
    CHECK (conversation.log.back() == "end 1");
    CHECK (conversation.told<TurnComplete>().empty());
}

TEST_CASE ("C59, C60: turnComplete without content is taken, and IN_PROGRESS is not idle")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.server (R"({"serverContent":{"turnComplete":true,"interactionStatus":"IN_PROGRESS"}})");
    conversation.server (R"({"serverContent":{"turnComplete":true}})");

    const auto turns = conversation.told<TurnComplete>();
    REQUIRE (turns.size() == 2);
    CHECK (turns[0].turn == 0);
    CHECK_FALSE (turns[0].idle);
    CHECK (turns[1].idle);
}

TEST_CASE ("C83: an odd byte begins the next part of the same turn and dies with the turn")
{
    ScriptedConversation conversation;
    conversation.begin();
    const std::uint8_t odd[] = {1, 0, 2};
    const std::uint8_t rest[] = {0};
    conversation.server (ScriptedConversation::audioBytes (odd));
    conversation.server (ScriptedConversation::audioBytes (rest));
    CHECK (conversation.played == std::vector<std::int16_t>{1, 2});

    conversation.server (ScriptedConversation::audioBytes (odd));
    conversation.server (R"({"serverContent":{"turnComplete":true}})");
    const std::uint8_t whole[] = {7, 0};
    conversation.server (ScriptedConversation::audioBytes (whole));
    CHECK (conversation.played == std::vector<std::int16_t>{1, 2, 1, 7});
}

TEST_CASE ("C55: thoughts are told apart and never become the agent's words")
{
    testing::GeminiOptions options;
    options.setup.generationConfig.responseModality = gemini::Modality::text;
    ScriptedConversation conversation (options);
    conversation.begin();
    conversation.server (
        R"({"serverContent":{"modelTurn":{"parts":[{"text":"hm","thought":true},{"text":"Hello."}]}}})");

    REQUIRE (conversation.told<ThoughtPiece>().size() == 1);
    REQUIRE (conversation.session.transcript().entries.size() == 1);
    CHECK (conversation.session.transcript().entries[0].text == "Hello.");
}

TEST_CASE ("A local barge-in silences at once and drops what still comes of the turn")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.server (ScriptedConversation::audio (10));
    conversation.handle (input::Interrupt{});
    conversation.server (ScriptedConversation::audio (10));

    CHECK (conversation.log == std::vector<std::string>{"open", "play 1", "silence", "discard 1"});
}

TEST_CASE ("C14: unreadable messages are reported once; five in a row close the connection")
{
    ScriptedConversation conversation;
    conversation.begin();

    for (int i = 0; i < 4; ++i)
        conversation.server ("{");

    conversation.server (ScriptedConversation::audio (1));
    CHECK (conversation.told<SessionWarning>().size() == 1);
    CHECK (conversation.session.state() == SessionState::ready);

    for (int i = 0; i < 5; ++i)
        conversation.server ("[]");

    CHECK (conversation.log.back() == "close 1007");
    CHECK (conversation.session.state() == SessionState::closing);
}

TEST_CASE ("Audio that comes after generationComplete is a turn of its own and is played")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.server (ScriptedConversation::audio (10));
    conversation.server (R"({"serverContent":{"generationComplete":true}})");
    conversation.server (ScriptedConversation::audio (10));

    CHECK (conversation.log == std::vector<std::string>{"open", "play 1", "end 1", "play 2"});
}
