// Any number of those who hear what happens in a conversation.

#include "Aviary.h"

#include <Support/WaitUntil.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;
using Catch::Matchers::ContainsSubstring;

namespace
{

/** A parrot on a real line, and who heard of what: a letter for each time. */
class HeardParrot
{
public:
    /** Notes `name` for each event of this kind. */
    template <typename Event>
    ConversationListener noting (char name)
    {
        return [this, name] (const SessionEvent& event)
        {
            if (std::holds_alternative<Event> (event))
                note (name);
        };
    }

    void note (char name)
    {
        const std::lock_guard lock (mutex);
        names += name;
    }

    std::string noted() const
    {
        const std::lock_guard lock (mutex);
        return names;
    }

    bool untilReady()
    {
        agent.connect();
        return waitUntil ([this] { return agent.state() == SessionState::ready; });
    }

    bool untilEnded()
    {
        agent.disconnect();
        return agent.wait (10s);
    }

private:
    ConversationOptions options() const
    {
        auto made = withParrot();
        made.endpoint.baseUrl = server.url();
        return made;
    }

    mutable std::mutex mutex;
    std::string names;
    ParrotService bird;
    LoopbackServer server{{}, bird.callbacks()};

public:
    LiveAgent agent{options(), noting<SessionEnded> ('0')};
};

} // namespace

TEST_CASE ("Any number of listeners hear of what happens, in the order of adding")
{
    HeardParrot parrot;
    parrot.agent.addListener (parrot.noting<SessionEnded> ('1'));
    const auto second = parrot.agent.addListener (parrot.noting<SessionEnded> ('2'));
    parrot.agent.addListener (parrot.noting<SessionEnded> ('3'));
    CHECK (parrot.agent.addListener ({}) == LiveAgent::ListenerId());
    REQUIRE (parrot.untilReady());
    parrot.agent.removeListener (second);
    parrot.agent.addListener (parrot.noting<SessionEnded> ('4'));
    REQUIRE (parrot.untilEnded());
    CHECK (parrot.noted() == "0134");

    // They stay for the next conversation.
    REQUIRE (parrot.untilReady());
    REQUIRE (parrot.untilEnded());
    CHECK (parrot.noted() == "01340134");
}

TEST_CASE ("A listener may remove itself and add another")
{
    HeardParrot parrot;
    std::atomic<LiveAgent::ListenerId> once{};
    const auto replaceItself = [&] (const SessionEvent& event)
    {
        if (! std::holds_alternative<SessionReady> (event))
            return;

        parrot.note ('1');
        parrot.agent.removeListener (once);
        parrot.agent.addListener (parrot.noting<SessionReady> ('!')); // hears of what comes after
        parrot.agent.addListener (parrot.noting<SessionEnded> ('2'));
    };
    once = parrot.agent.addListener (replaceItself);
    REQUIRE (parrot.untilReady());
    REQUIRE (parrot.untilEnded());
    CHECK (parrot.noted() == "102");
}

TEST_CASE ("A listener that another thread removes does not run any more, and nobody else waits for it")
{
    HeardParrot parrot;
    std::atomic<bool> isIn{false}, mayGo{false}, hasReturned{false};
    const auto stay = [&] (const SessionEvent& event)
    {
        if (! std::holds_alternative<SessionReady> (event))
            return parrot.note ('x');

        isIn = true;
        waitUntil ([&] { return mayGo.load(); });

        // Whoever waits for this has time to show that they do not.
        for (int i = 0; i < 2'000; ++i)
            std::this_thread::yield();

        hasReturned = true;
    };
    const auto other = parrot.agent.addListener (parrot.noting<SessionEnded> ('1'));
    const auto staying = parrot.agent.addListener (stay);
    parrot.agent.connect();
    REQUIRE (waitUntil ([&] { return isIn.load(); }));

    parrot.agent.addListener (parrot.noting<SessionEnded> ('2'));
    parrot.agent.removeListener (other);
    CHECK (! hasReturned);

    std::thread releaser ([&] { mayGo = true; });
    parrot.agent.removeListener (staying);
    CHECK (hasReturned);
    releaser.join();
    const auto before = parrot.noted();
    REQUIRE (parrot.untilEnded());
    CHECK (parrot.noted() == before + "02");
}

TEST_CASE ("What one of several listeners throws ends the conversation, and all hear of it")
{
    HeardParrot parrot;
    std::string error;
    parrot.agent.addListener (
        [] (const SessionEvent& event)
        {
            if (std::holds_alternative<SessionReady> (event))
                throw std::runtime_error ("the scribe has no ink");
        });
    parrot.agent.addListener (parrot.noting<SessionReady> ('1'));
    parrot.agent.addListener (
        [&] (const SessionEvent& event)
        {
            if (const auto* ended = std::get_if<SessionEnded> (&event))
                error = ended->error;
        });
    parrot.agent.connect();
    REQUIRE (parrot.agent.wait (10s));
    CHECK (parrot.noted() == "10");
    CHECK_THAT (error, ContainsSubstring ("the scribe has no ink"));
}

TEST_CASE ("All listeners hear of a conversation that cannot begin")
{
    HeardParrot parrot;
    parrot.agent.addListener (parrot.noting<SessionEnded> ('1'));
    parrot.agent.setOptions ({});
    parrot.agent.connect();
    REQUIRE (parrot.agent.wait (10s));
    CHECK (parrot.noted() == "01");
}
