#include "Network.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include <algorithm>

using namespace parlando;
using namespace std::chrono_literals;
using namespace parlando::testing;

TEST_CASE ("C64, C66: goAway leads to another connection in a gap, the old one closed first, and nothing is lost")
{
    Network network;
    auto& conversation = network.conversation;
    conversation.begin();
    conversation.server (handleOne);
    conversation.run (10s);
    conversation.server (ScriptedConversation::audio (480));
    conversation.server (R"({"goAway":{"timeLeft":"50s"}})");
    conversation.run (10s);
    CHECK (network.closed() == 0);

    conversation.server (R"({"serverContent":{"turnComplete":true}})");
    conversation.run (20ms);
    CHECK (network.closed() == 1);
    CHECK (network.opened() == 1);
    conversation.person (10, 0);

    network.lose (1000);
    CHECK (network.opened() == 2);
    network.accept();
    conversation.run (20ms);
    CHECK (conversation.microphoneMessages() == 10);
    CHECK (network.lastSetup()["sessionResumption"]["handle"] == "one");
    REQUIRE (conversation.told<SessionReconnecting>().size() == 1);
    CHECK (conversation.told<SessionReconnecting>()[0].isPlanned);
    CHECK (conversation.told<SessionReconnecting>()[0].error.empty());
}

TEST_CASE ("C64, C65: without a gap the hand-over comes 3 s before the end, or at half of a shorter time")
{
    const auto [message, earliest, latest] = GENERATE (
        table<const char*, Milliseconds, Milliseconds> ({{R"({"goAway":{"timeLeft":"50s"}})", 46'900ms, 47'100ms},
                                                         {R"({"goAway":{"timeLeft":"4s"}})", 1'900ms, 2'100ms},
                                                         {R"({"goAway":{}})", 0ms, 50ms}}));
    Network network;
    auto& conversation = network.conversation;
    conversation.begin();
    conversation.server (handleOne);
    conversation.run (10s);
    conversation.server (ScriptedConversation::audio (480));
    conversation.isDry = false;
    conversation.server (message);
    const auto began = conversation.now;

    while (network.closed() == 0 && conversation.now - began < 2min)
        conversation.run (10ms);

    CHECK (conversation.now - began >= earliest);
    CHECK (conversation.now - began <= latest);
}

TEST_CASE ("A connection is replaced before it is ten minutes old, also when nobody asks for it")
{
    Network network;
    network.conversation.begin();
    network.conversation.server (handleOne);
    network.conversation.run (539s);
    CHECK (network.closed() == 0);
    network.conversation.run (2s);
    CHECK (network.closed() == 1);
}

TEST_CASE ("Before a hand-over the way to the service is prepared beside the old connection, for 2 s at the most")
{
    Network network;
    auto& conversation = network.conversation;
    conversation.begin();
    conversation.server (handleOne);
    conversation.isPrepared = false;
    conversation.run (540s);
    conversation.run (10ms);
    CHECK (conversation.log.back() == "prepare");
    CHECK (conversation.session.state() == SessionState::ready);

    SECTION ("it is ready")
    {
        conversation.run (500ms);
        conversation.isPrepared = true;
        conversation.run (20ms);
        CHECK (network.closed() == 1);
    }

    SECTION ("it never is")
    {
        conversation.run (1900ms);
        CHECK (network.closed() == 0);
        conversation.run (200ms);
        CHECK (network.closed() == 1);
    }

    SECTION ("the agent begins to speak, and it is prepared anew in the next gap")
    {
        conversation.isDry = false;
        conversation.server (ScriptedConversation::audio (240));
        conversation.run (20s);
        CHECK (network.closed() == 0);
        conversation.server (R"({"serverContent":{"turnComplete":true}})");
        conversation.isPrepared = true;
        conversation.run (20ms);
        CHECK (network.closed() == 1);
        CHECK (std::count (conversation.log.begin(), conversation.log.end(), "prepare") == 2);
    }
}

TEST_CASE ("While the host records, a connection is replaced as late as can be, and then in a quiet moment")
{
    Network network;
    auto& conversation = network.conversation;
    conversation.begin();
    conversation.server (handleOne);
    conversation.hostRecords = true;

    SECTION ("an old one")
    {
        conversation.run (554s);
        CHECK (network.closed() == 0);
        conversation.run (2s);
        CHECK (network.closed() == 1);
    }

    SECTION ("one that the service wants back")
    {
        conversation.run (60s);
        conversation.server (R"({"goAway":{"timeLeft":"50s"}})");
        conversation.run (31s);
        CHECK (network.closed() == 0);
        conversation.run (2s);
        CHECK (network.closed() == 1);
    }

    SECTION ("at once when the recording ends")
    {
        conversation.run (545s);
        conversation.hostRecords = false;
        conversation.run (20ms);
        CHECK (network.closed() == 1);
    }
}

TEST_CASE ("A session that cannot be resumed keeps its connection until the service wants it back")
{
    Network network;
    network.conversation.begin();
    network.conversation.run (15min);
    CHECK (network.closed() == 0);
    network.conversation.server (R"({"goAway":{"timeLeft":"50s"}})");
    network.conversation.run (20ms);
    CHECK (network.closed() == 1);
}

TEST_CASE ("A service that says goAway to every connection at once gets another one every 10 s and not sooner")
{
    Network network;
    network.conversation.begin();
    network.conversation.server (handleOne);

    for (int second = 0; second < 60; ++second)
    {
        network.conversation.server (R"({"goAway":{}})");
        network.conversation.run (1s);

        if (network.closed() == network.opened())
        {
            network.lose (1000);
            network.accept();
        }
    }

    CHECK (network.opened() >= 5);
    CHECK (network.opened() <= 7);
}

TEST_CASE ("C69: the stability of a connection counts also when it was handed over in time")
{
    Network network;
    auto& conversation = network.conversation;
    conversation.begin();
    conversation.server (handleOne);
    network.lose();
    network.untilOpened (2);
    network.accept();
    conversation.run (60s);
    conversation.server (R"({"goAway":{}})");
    conversation.run (10ms);
    network.lose (1000);
    network.accept();
    conversation.run (1s);
    network.lose();
    CHECK (network.opened() == 4);
}

TEST_CASE ("A hand-over that fails once keeps the context, however long ago the last outage was")
{
    Network network;
    auto& conversation = network.conversation;
    conversation.begin();
    conversation.server (handleOne);
    network.lose();
    network.untilOpened (2);
    network.accept();
    conversation.run (60s);
    conversation.server (R"({"goAway":{}})");
    conversation.run (10ms);
    network.lose (1000);
    network.lose();
    network.untilOpened (4);
    network.accept();
    CHECK (network.lastSetup()["sessionResumption"]["handle"] == "one");
}
