// What becomes of a staged setup that the service refuses, or may still refuse.

#include "Staged.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace parlando;
using namespace std::chrono_literals;
using namespace parlando::testing;

TEST_CASE ("What the service refuses is put back, and the conversation goes on")
{
    Network network;
    auto& conversation = network.conversation;
    talk (network);
    Setup next;
    next.model = "no-such-model";
    conversation.handle (staged (next));
    conversation.run (2s);
    network.lose (1000);
    REQUIRE (network.opened() == 2);
    conversation.handle (input::ConnectionOpened{});
    CHECK (network.lastSetup()["model"] == "models/no-such-model");
    network.lose (1008, "models/no-such-model is not found");

    CHECK (network.untilOpened (3) <= 10ms);
    network.accept();
    CHECK (conversation.session.state() == SessionState::ready);
    CHECK (network.lastSetup()["model"] == "models/gemini-3.8-live");
    CHECK (network.lastSetup()["sessionResumption"]["handle"] == "one");
    CHECK (stepsOf (conversation) == std::vector{Step::tried, Step::refused});
    CHECK (conversation.told<SetupChange>()[1].error.find ("goes on with the old ones") != std::string::npos);
    conversation.run (60s);
    CHECK (network.opened() == 3);
}

TEST_CASE ("What the service takes and refuses at the first audio is put back, and the conversation goes on")
{
    Network network;
    auto& conversation = network.conversation;
    talk (network);
    auto next = withVoice ("Puck");
    next.generationConfig.enableAffectiveDialog = true;
    conversation.handle (staged (next));
    conversation.run (2s);
    network.lose (1000);
    network.accept();
    conversation.person (10, 8000);
    network.lose (1007, "Request contains an invalid argument.");

    CHECK (network.untilOpened (3) <= 10ms);
    network.accept();
    CHECK (conversation.session.state() == SessionState::ready);
    CHECK (network.lastSetup().dump().find ("Puck") == std::string::npos);
    CHECK (network.lastSetup()["sessionResumption"]["handle"] == "one");
    CHECK (stepsOf (conversation) == std::vector{Step::tried, Step::refused});
    conversation.run (60s);
    CHECK (network.opened() == 3);
    CHECK (network.closed() == 1);
}

TEST_CASE ("A connection that reaches its end while a setup is new, or is lost, refuses nothing")
{
    const auto code = GENERATE (1006, 1008, 1011);
    Network network;
    auto& conversation = network.conversation;
    talk (network);
    conversation.handle (staged (withVoice ("Puck")));
    conversation.run (2s);
    network.lose (1000);
    network.accept();
    conversation.run (1s);
    network.lose (code, code == 1008 ? "The operation was aborted." : "");
    network.untilOpened (3);
    network.accept();
    conversation.run (6s);
    CHECK (network.lastSetup().dump().find ("Puck") != std::string::npos);
    CHECK (stepsOf (conversation) == std::vector{Step::tried, Step::taken});
}

TEST_CASE ("What is changed while the setup before is new waits until that is taken")
{
    Network network;
    auto& conversation = network.conversation;
    talk (network);
    conversation.handle (staged (withVoice ("Puck")));
    conversation.run (2s);
    network.lose (1000);
    network.accept();
    conversation.handle (staged (withVoice ("Kore")));
    conversation.run (4s);
    CHECK (network.closed() == 1);
    conversation.run (2s);
    CHECK (network.closed() == 2);
    network.lose (1000);
    network.accept();
    CHECK (network.lastSetup().dump().find ("Kore") != std::string::npos);
}

TEST_CASE ("A network that is gone while a new setup is tried refuses nothing")
{
    Network network;
    auto& conversation = network.conversation;
    talk (network);
    conversation.handle (staged (withVoice ("Puck")));
    conversation.run (2s);
    network.lose (1000);
    network.lose();
    network.untilOpened (3);
    network.accept();
    CHECK (network.lastSetup().dump().find ("Puck") != std::string::npos);
    conversation.run (6s);
    CHECK (stepsOf (conversation) == std::vector{Step::tried, Step::taken});
}
