// Replies that are no speech: silence, and tones without end.

#include "Watched.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <cmath>

namespace parlando::testing
{

namespace
{

using Action = WatchdogFired::Action;

double tone (int i) { return 8000.0 * std::sin (0.05 * i); }
double nearSilence (int i) { return i % 2; }

} // namespace

TEST_CASE ("A reply of near silence is no reply, also when its words are written down")
{
    Watched watched;
    watched.type ("Hello");

    if (GENERATE (false, true))
        watched.conversation.server (R"({"serverContent":{"outputTranscription":{"text":"Hello to you"}}})");

    watched.agent (1500, nearSilence);
    watched.conversation.server (turnComplete);

    REQUIRE (watched.fired().size() == 1);
    CHECK (watched.fired()[0].watchdog == Watchdog::silentReply);
    watched.lose (1000);
    watched.accept();
    CHECK (watched.timesTyped ("Hello") == 2);
}

TEST_CASE ("A goodbye that is silence or a tone is told, and replaces no connection: the conversation ends")
{
    const auto isTone = GENERATE (false, true);
    Watched watched;
    auto& conversation = watched.conversation;
    conversation.server (R"({"toolCall":{"functionCalls":[{"id":"a","name":"stop_conversation"}]}})");
    conversation.handle (input::ToolFinished{{conversation.calls[0].id, "stop_conversation", {}, false, true}});
    REQUIRE (conversation.session.state() == SessionState::farewell);

    for (int i = 0; i < 40; ++i)
        watched.agent (100, [&] (int k) { return isTone ? tone (k + 2400 * i) : nearSilence (k); });

    CHECK_FALSE (watched.fired().empty());
    CHECK (watched.fired()[0].action != Action::reconnected);
    CHECK (conversation.session.state() == SessionState::farewell);
    CHECK (watched.closed() == 0);

    conversation.server (turnComplete);
    conversation.run (Milliseconds (100));
    CHECK (conversation.session.state() == SessionState::closing);
    CHECK (watched.opened() == 1);
}

TEST_CASE ("A tone of 3 s is cut out of the turn where it began; a voice of any length is not")
{
    Watched watched;
    watched.type ("Hello");
    watched.agent (60'000, voice);
    CHECK (watched.fired().empty());

    for (int i = 0; i < 30; ++i)
        watched.agent (100, [i] (int k) { return tone (k + 2400 * i); });

    REQUIRE (watched.fired().size() == 1);
    CHECK (watched.fired()[0].watchdog == Watchdog::stuckTone);
    const auto& log = watched.conversation.log;
    CHECK (std::count (log.begin(), log.end(), "cut 1 from " + std::to_string (60 * 24'000)) == 1);
    CHECK (std::count (log.begin(), log.end(), "silence") == 0);
}

TEST_CASE ("An answer that became a tone is asked for again on another connection, once")
{
    Watched watched;
    watched.type ("Hello");

    const auto ring = [&]
    {
        for (int i = 0; i < 31; ++i)
            watched.agent (100, [i] (int k) { return tone (k + 2400 * i); });
    };

    ring();
    CHECK (watched.fired().back().action == Action::reconnected);
    watched.lose (1000);
    watched.accept();
    CHECK (watched.timesTyped ("Hello") == 2);

    ring();
    CHECK (watched.fired().back().action == Action::interrupted);
    CHECK (watched.opened() == 2);
    watched.agent (100, tone);
    CHECK (watched.conversation.log.back() == "discard 2");
}

TEST_CASE ("A reply that begins with 3 s of silence is no reply, before it has come to its end")
{
    Watched watched;
    watched.type ("Hello");
    watched.agent (2900, nearSilence);
    CHECK (watched.fired().empty());
    watched.agent (200, nearSilence);
    REQUIRE (watched.fired().size() == 1);
    CHECK (watched.fired()[0].watchdog == Watchdog::silentReply);
    CHECK (watched.fired()[0].action == Action::reconnected);

    // Nothing more is taken from that connection.
    watched.agent (200, voice);
    CHECK (watched.conversation.told<TurnStarted>().size() == 1);
}

TEST_CASE ("An entry whose end was a tone says that it was not heard to its end")
{
    Watched watched;
    watched.conversation.server (R"({"serverContent":{"outputTranscription":{"text":"Well"}}})");

    for (int i = 0; i < 31; ++i)
        watched.agent (100, [i] (int k) { return tone (k + 2400 * i); });

    watched.conversation.handle (input::PlayoutStopped{watched.conversation.now, 1, {}});
    CHECK (watched.conversation.session.transcript().entries.back().interrupted);
}

TEST_CASE ("What cannot be heard is no tone")
{
    Watched watched;
    watched.agent (60'000, [] (int) { return 8000.0; });
    CHECK (watched.fired().empty());
}

} // namespace parlando::testing
