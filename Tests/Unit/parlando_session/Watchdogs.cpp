#include "Watched.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

namespace parlando::testing
{

namespace
{

using Action = WatchdogFired::Action;

} // namespace

TEST_CASE ("An answer that does not come is nudged after 4 s, and asked for again on another connection after 10 s")
{
    Watched watched;
    watched.type ("What is the tempo?");

    watched.conversation.run (Milliseconds (3990));
    CHECK (watched.fired().empty());

    watched.conversation.run (Milliseconds (20));
    REQUIRE (watched.fired().size() == 1);
    CHECK (watched.fired()[0].watchdog == Watchdog::firstAudio);
    CHECK (watched.fired()[0].action == Action::nudged);
    CHECK (watched.conversation.sentWith ("clientContent").size() == 2);

    watched.conversation.run (Milliseconds (6000));
    REQUIRE (watched.fired().size() == 2);
    CHECK (watched.fired()[1].action == Action::reconnected);
    CHECK (watched.conversation.session.state() == SessionState::reconnecting);
    CHECK_FALSE (watched.conversation.told<SessionReconnecting>().back().error.empty());

    watched.lose (1000);
    watched.accept();
    CHECK (watched.lastSetup()["sessionResumption"]["handle"] == "one");
    CHECK (watched.timesTyped ("What is the tempo?") == 2);
}

TEST_CASE ("A request that finds no answer on two connections is given up, in words, and the session stays")
{
    Watched watched;
    watched.type ("Hello?");
    watched.conversation.run (Milliseconds (10'010));
    watched.lose (1000);
    watched.accept();
    watched.conversation.run (Milliseconds (60'000));

    CHECK (watched.fired().back().action == Action::gaveUp);
    CHECK_FALSE (describe (watched.fired().back()).empty());
    CHECK (watched.opened() == 2);
    CHECK (watched.timesTyped ("Hello?") == 2);
    CHECK (watched.conversation.session.state() == SessionState::ready);
}

TEST_CASE ("An agent that answers, thinks aloud, calls a tool or ends its turn without a word is left alone")
{
    Watched watched;
    watched.type ("Hello");

    SECTION ("audio")
    {
        watched.agent (500, voice);
        watched.conversation.server (turnComplete);
    }

    SECTION ("a tool") { watched.conversation.server (R"({"toolCall":{"functionCalls":[{"id":"1","name":"slow"}]}})"); }

    SECTION ("nothing to say") { watched.conversation.server (turnComplete); }

    SECTION ("thoughts")
    {
        for (int i = 0; i < 10; ++i)
        {
            watched.conversation.server (R"({"serverContent":{"modelTurn":{"parts":[{"text":"hm","thought":true}]}}})");
            watched.conversation.run (Milliseconds (3'000));
        }

        watched.conversation.server (turnComplete);
    }

    watched.conversation.run (Milliseconds (60'000));
    CHECK (watched.fired().empty());
    CHECK (watched.opened() == 1);
}

TEST_CASE (
    "Speech that the service understood and did not answer is nudged by the stream's end, and asked again as text")
{
    Watched watched;
    watched.speak ("what is the tempo");
    watched.conversation.run (Milliseconds (9'200));

    REQUIRE (watched.fired().size() == 2);
    CHECK (watched.conversation.sentWith ("realtimeInput").back() == nlohmann::json{{"audioStreamEnd", true}});
    watched.lose (1000);
    watched.accept();
    CHECK (watched.timesTyped ("what is the tempo") == 1);
    CHECK (watched.conversation.session.transcript().entries.size() == 1);
}

TEST_CASE ("A model that may stay silent is nudged and never asked again for what it heard")
{
    GeminiOptions options;
    options.setup.model = "gemini-3.8-live";
    Watched watched (std::move (options));
    watched.speak ("not for you");
    watched.conversation.run (Milliseconds (60'000));

    CHECK (watched.fired().size() <= 1);
    CHECK (watched.opened() == 1);
}

TEST_CASE ("What was written down after it was answered asks for nothing (C53)")
{
    Watched watched;
    watched.conversation.person (20, 0);
    watched.conversation.person (50, 8000);
    watched.conversation.person (45, 0);
    watched.agent (500, voice);
    watched.conversation.server (turnComplete);
    watched.conversation.server (R"({"serverContent":{"inputTranscription":{"text":"late"}}})");
    watched.conversation.run (Milliseconds (60'000));
    CHECK (watched.fired().empty());
}

TEST_CASE ("A turn that stops in its middle is noticed 10 s after all of it was heard")
{
    Watched watched;
    watched.type ("Tell a story");
    watched.agent (500, voice);
    watched.conversation.isDry = false;
    watched.conversation.run (Milliseconds (30'000));
    CHECK (watched.fired().empty());

    watched.conversation.isDry = true;
    watched.conversation.run (Milliseconds (10'010));
    REQUIRE (watched.fired().size() == 1);
    CHECK (watched.fired()[0].watchdog == Watchdog::midTurn);
    CHECK (watched.fired()[0].action == Action::reconnected);
}

TEST_CASE ("What was typed into the agent's speech is not answered by the rest of that speech")
{
    Watched watched;
    watched.type ("Tell a story");
    watched.agent (500, voice);
    watched.type ("What is the tempo?");
    watched.agent (500, voice);
    watched.conversation.server (turnComplete);

    SECTION ("its own answer is waited for")
    {
        watched.conversation.run (Milliseconds (10'010));
        REQUIRE (watched.fired().size() == 2);
        watched.lose (1000);
        watched.accept();
        CHECK (watched.timesTyped ("What is the tempo?") == 2);
        CHECK (watched.timesTyped ("Tell a story") == 1);
    }

    SECTION ("and found in the next turn")
    {
        watched.agent (500, voice);
        watched.conversation.server (turnComplete);
        watched.conversation.run (Milliseconds (60'000));
        CHECK (watched.fired().empty());
    }
}

TEST_CASE ("A connection that says nothing any more is given 250 ms for its goodbye, any other just under 2 s (C73)")
{
    Watched watched;
    watched.type ("Hello");
    watched.conversation.run (Milliseconds (10'010));
    CHECK (watched.conversation.lastPatience == Milliseconds (250));

    watched.lose (1000);
    watched.accept();
    watched.conversation.handle (input::Stop{});
    CHECK (watched.conversation.lastPatience < Milliseconds (2'000));
    CHECK (watched.conversation.lastPatience > Milliseconds (1'000));
}

TEST_CASE (
    "Text typed into the agent's speech is waited for through the interruption; a local interruption waits for nothing")
{
    Watched watched;
    watched.type ("Tell a story");
    watched.agent (500, voice);
    watched.type ("Another one");

    SECTION ("by the service")
    {
        watched.conversation.server (R"({"serverContent":{"interrupted":true}})");
        watched.conversation.server (turnComplete);
        CHECK (watched.fired().empty());
        watched.conversation.run (Milliseconds (4'010));
        CHECK (watched.fired().size() == 1);
    }

    SECTION ("from here")
    {
        watched.conversation.handle (input::Interrupt{});
        watched.conversation.run (Milliseconds (60'000));
        CHECK (watched.fired().empty());
    }
}

TEST_CASE ("A request that was not answered when the line broke is asked again on the next one")
{
    Watched watched;
    watched.type ("Hello");
    watched.lose();
    watched.untilOpened (2);
    watched.accept();
    CHECK (watched.timesTyped ("Hello") == 2);

    SECTION ("once")
    {
        watched.lose();
        watched.untilOpened (3);
        watched.accept();
        CHECK (watched.timesTyped ("Hello") == 2);
    }

    SECTION ("and not when it was answered")
    {
        watched.agent (500, voice);
        watched.conversation.server (turnComplete);
        watched.lose();
        watched.untilOpened (3);
        watched.accept();
        CHECK (watched.timesTyped ("Hello") == 2);
    }
}

TEST_CASE (
    "An answer that is cut off with its connection is asked for again, once; the person is told of one that is not")
{
    Watched watched;
    watched.type ("Hello");
    watched.agent (500, voice);
    const auto reconnect = [&]
    {
        const auto before = watched.opened();
        watched.lose();
        watched.untilOpened (before + 1);
        watched.accept();
        watched.conversation.run (Milliseconds (1'100)); // it might go on by itself
    };

    SECTION ("once")
    {
        reconnect();
        CHECK (watched.timesTyped ("Hello") == 2);
        CHECK (watched.conversation.told<SessionWarning>().empty());

        watched.agent (500, voice);
        reconnect();
        CHECK (watched.timesTyped ("Hello") == 2);
        CHECK (watched.conversation.told<SessionWarning>().size() == 1);
    }

    SECTION ("not where a tool would run twice")
    {
        watched.conversation.server (R"({"toolCall":{"functionCalls":[{"id":"1","name":"play"}]}})");
        watched.conversation.handle (input::ToolFinished{{"1", "play", "done", false, false}});
        watched.agent (500, voice);
        reconnect();
        CHECK (watched.timesTyped ("Hello") == 1);
        CHECK (watched.conversation.told<SessionWarning>().size() == 1);
    }

    SECTION ("not while a tool runs for it")
    {
        watched.conversation.server (R"({"toolCall":{"functionCalls":[{"id":"1","name":"play"}]}})");
        reconnect();
        CHECK (watched.timesTyped ("Hello") == 1);
        CHECK (watched.conversation.told<SessionWarning>().size() == 1);
    }

    SECTION ("not where the person interrupted it, or all of it had come")
    {
        watched.conversation.server (
            GENERATE (R"({"serverContent":{"interrupted":true}})", R"({"serverContent":{"generationComplete":true}})"));
        reconnect();
        reconnect();
        CHECK (watched.timesTyped ("Hello") == 1);
        CHECK (watched.conversation.told<SessionWarning>().empty());
    }
}

TEST_CASE ("The connection is not replaced while an answer is awaited, though it is old")
{
    Watched watched;
    watched.conversation.run (Milliseconds (539'000));
    watched.type ("Hello");
    watched.conversation.run (Milliseconds (3'000));
    CHECK (watched.opened() == 1);
    CHECK (watched.conversation.session.state() == SessionState::ready);
}

TEST_CASE (
    "A tool's result that is not answered is nudged, and its request is not made again, as the tool would run twice")
{
    Watched watched;
    watched.type ("Play a note");
    watched.conversation.server (R"({"toolCall":{"functionCalls":[{"id":"1","name":"play"}]}})");
    watched.conversation.handle (input::ToolFinished{{"1", "play", "done", false, false}});
    watched.conversation.run (Milliseconds (20'010));
    REQUIRE (watched.fired().size() == 2);
    watched.lose (1000);
    watched.untilOpened (2);
    watched.accept();
    REQUIRE (watched.conversation.session.state() == SessionState::ready);
    CHECK (watched.timesTyped ("Play a note") == 1);
}

TEST_CASE ("A service that calls a tool and then falls silent on one connection after another is given up")
{
    Watched watched;
    watched.type ("Look");

    const auto callAndAnswer = [&watched] (const char* message)
    {
        watched.conversation.server (message);
        const auto execution = watched.conversation.calls.back().id;
        watched.conversation.handle (input::ToolFinished{{execution, "look", "done", false, false}});
    };

    callAndAnswer (R"({"toolCall":{"functionCalls":[{"id":"1","name":"look"}]}})");
    watched.conversation.run (Milliseconds (20'010));
    REQUIRE (watched.fired().back().action == Action::reconnected);

    SECTION ("on one that knows nothing of it")
    {
        watched.lose (1000);
        watched.untilOpened (2);
        watched.accept();
        callAndAnswer (R"({"toolCall":{"functionCalls":[{"id":"2","name":"look"}]}})");
        watched.conversation.run (Milliseconds (20'010));
        CHECK (watched.fired().back().action == Action::gaveUp);
        CHECK_FALSE (watched.conversation.session.owesAnswer (watched.conversation.now));
        CHECK (watched.opened() == 2);
    }

    SECTION ("but a word between them is a new beginning")
    {
        watched.lose (1000);
        watched.untilOpened (2);
        watched.accept();
        callAndAnswer (R"({"toolCall":{"functionCalls":[{"id":"2","name":"look"}]}})");
        watched.agent (500, voice);
        watched.conversation.server (R"({"serverContent":{"turnComplete":true}})");
        watched.type ("Look again");
        callAndAnswer (R"({"toolCall":{"functionCalls":[{"id":"3","name":"look"}]}})");
        watched.conversation.run (Milliseconds (20'010));
        CHECK (watched.fired().back().action == Action::reconnected);
    }
}

} // namespace parlando::testing
