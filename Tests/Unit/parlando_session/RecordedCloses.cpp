#include "Network.h"
#include "Recording.h"

#include <catch2/catch_test_macros.hpp>

#include <cstdio>

using namespace parlando;
using namespace std::chrono_literals;
using namespace parlando::testing;

namespace
{

/** What a session did about a close, as the listed outcomes are called, and the sentence that it ended with. */
struct Outcome
{
    std::string what, sentence;
};

Outcome closeWith (Network& network, const RecordedClose& close)
{
    auto& conversation = network.conversation;
    const auto next = network.opened() + 1;
    network.lose (close.code, close.reason);

    if (conversation.session.state() == SessionState::ended)
        return {"fatal", conversation.told<SessionEnded>().at (0).error};

    network.untilOpened (next);
    conversation.handle (input::ConnectionOpened{});
    return {network.lastSetup()["sessionResumption"].contains ("handle") ? "resume" : "fresh", {}};
}

void beReady (Network& network)
{
    network.conversation.begin();
    network.conversation.server (handleOne);
    network.conversation.run (40s);
}

Outcome outcomeOf (const RecordedClose& close)
{
    Network network;
    auto& conversation = network.conversation;

    // That a session is gone can be said of one alone that is to be resumed.
    const auto isOfResumption = ! close.wasReady && close.client.starts_with ("fresh");

    if (close.wasReady || isOfResumption)
        beReady (network);
    else
        conversation.handle (input::Start{});

    if (isOfResumption)
    {
        network.lose();
        network.untilOpened (2);
    }

    if (! close.wasReady)
        conversation.handle (input::ConnectionOpened{});

    return closeWith (network, close);
}

} // namespace

TEST_CASE ("What the real service closed with has the listed outcome, and the sentence names its cause")
{
    for (const auto& close : allRecordedCloses())
    {
        const auto outcome = outcomeOf (close);
        std::printf ("%d at %-6s %-6s %.60s\n", close.code, close.wasReady ? "ready," : "setup,", outcome.what.c_str(),
                     close.reason.c_str());

        INFO (close.code << " " << close.reason << ": " << close.client << "; " << outcome.sentence);
        CHECK (outcome.what == close.client.substr (0, close.client.find_first_of (" ;,")));

        for (const auto& name : close.sentenceNames)
            CHECK (outcome.sentence.find (name) != std::string::npos);
    }
}
