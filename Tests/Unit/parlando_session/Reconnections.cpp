#include "Network.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include <algorithm>

using namespace parlando;
using namespace std::chrono_literals;
using namespace parlando::testing;

TEST_CASE ("C61, C62, C63: a lost connection is resumed with the newest handle, as it came")
{
    Network network;
    auto& conversation = network.conversation;
    conversation.begin();
    CHECK (network.lastSetup().at ("sessionResumption") == nlohmann::json::object());
    conversation.server (handleOne);
    conversation.server (R"({"sessionResumptionUpdate":{"newHandle":"tw/o+=","resumable":true}})");
    conversation.server (R"({"sessionResumptionUpdate":{"resumable":false}})");
    network.lose();
    CHECK (conversation.session.state() == SessionState::reconnecting);

    CHECK (network.opened() == 2);
    network.accept();
    CHECK (network.lastSetup().at ("sessionResumption") == nlohmann::json ({{"handle", "tw/o+="}}));
    CHECK (conversation.session.state() == SessionState::ready);
    REQUIRE (conversation.told<SessionResumed>().size() == 1);
    CHECK (conversation.told<SessionResumed>()[0].contextKept);
    CHECK (conversation.told<SessionReady>().size() == 1);
    CHECK (conversation.sentWith ("clientContent").empty());
}

TEST_CASE ("C61: resumption can be switched off, and then the session ends with its connection")
{
    GeminiOptions options;
    options.reconnects = false;
    Network network{ScriptedConversation (options)};
    network.conversation.begin();
    CHECK_FALSE (network.lastSetup().contains ("sessionResumption"));
    network.lose();
    CHECK (network.conversation.session.state() == SessionState::ended);
}

TEST_CASE ("What the person says without a connection is kept, 30 s of it, and sent in order once there is one")
{
    Network network;
    auto& conversation = network.conversation;
    conversation.begin();
    conversation.server (handleOne);
    network.lose();

    const auto frames = GENERATE (100, 1500, 1700);
    conversation.person (frames, 1000);
    CHECK (conversation.microphoneMessages() == 0);
    const auto kept = std::min (frames, 1500);
    const auto lost = static_cast<std::uint64_t> (frames - kept) * 320;
    CHECK (conversation.session.microphoneSamplesDropped() == lost);

    network.untilOpened (2);
    network.accept();
    conversation.run (1s); // the network takes so much at a time
    CHECK (conversation.microphoneMessages() == static_cast<std::size_t> (kept));
    CHECK (conversation.told<SessionResumed>()[0].microphoneDropped == lost);
}

TEST_CASE ("What a muted microphone had kept for the next connection does not leave")
{
    Network network;
    network.conversation.begin();
    network.lose();
    network.conversation.person (50, 1000);
    network.conversation.handle (input::MicrophoneMuted{});
    network.untilOpened (2);
    network.accept();
    network.conversation.run (20ms);
    CHECK (network.conversation.microphoneMessages() == 0);
}

TEST_CASE ("A lossless source waits while there is no connection, and overtakes nothing after it")
{
    GeminiOptions options;
    options.losslessMicrophone = true;
    Network network{ScriptedConversation (options)};
    auto& conversation = network.conversation;
    conversation.begin();
    network.lose();
    int frames = 0;

    for (; conversation.session.wantsMicrophone (conversation.unsent) && frames < 10'000; ++frames)
        conversation.person (1, static_cast<std::int16_t> (frames));

    CHECK (frames < 100);
    network.untilOpened (2);
    network.accept();
    conversation.person (1, 77);
    CHECK (conversation.microphoneMessages() == static_cast<std::size_t> (frames) + 1);
    CHECK (conversation.session.microphoneSamplesDropped() == 0);
}

TEST_CASE ("Typed text waits for the next connection")
{
    Network network;
    network.conversation.begin();
    network.conversation.server (handleOne);
    network.lose();
    network.conversation.handle (input::Text{"still there?"});
    CHECK (network.conversation.sentWith ("clientContent").empty());
    network.untilOpened (2);
    network.accept();
    REQUIRE (network.conversation.sentWith ("clientContent").size() == 1);
    CHECK (network.conversation.sentWith ("clientContent")[0]["turns"][0]["parts"][0]["text"] == "still there?");
}

TEST_CASE (
    "C67: what was received of a turn is heard, and the turn ends when a session that was resumed does not go on")
{
    Network network;
    auto& conversation = network.conversation;
    conversation.begin();
    conversation.server (handleOne);
    conversation.server (ScriptedConversation::audio (480));
    network.lose();
    network.accept();
    CHECK (conversation.told<TurnComplete>().empty());
    conversation.run (1100ms);
    CHECK (conversation.played.size() == 480);
    CHECK (std::count (conversation.log.begin(), conversation.log.end(), std::string ("silence")) == 0);
    CHECK (std::count (conversation.log.begin(), conversation.log.end(), std::string ("end 1")) == 1);
    CHECK (conversation.told<TurnComplete>().size() == 1);

    conversation.server (ScriptedConversation::audio (480));
    CHECK (conversation.log.back() == "play 2");
}

TEST_CASE ("C38: calls of a lost connection expire, and their results go nowhere")
{
    Network network;
    auto& conversation = network.conversation;
    conversation.begin();
    conversation.server (R"({"toolCall":{"functionCalls":[{"id":"a","name":"slow"}]}})");
    network.lose();
    CHECK (conversation.cancelled == std::vector<std::string>{"a"});
    network.untilOpened (2);
    network.accept();
    conversation.handle (input::ToolFinished{{"a", "slow", 1, false, false}});
    CHECK (conversation.sentWith ("toolResponse").empty());
    REQUIRE (conversation.told<ToolAnswered>().size() == 1);
    CHECK (conversation.told<ToolAnswered>()[0].end == CallEnd::expired);
}

TEST_CASE ("C69: after a stable connection the first attempt comes at once, or a moment later where many clients would")
{
    const auto [code, isAtOnce] = GENERATE (Catch::Generators::table<int, bool> (
        {{1006, true}, {1008, true}, {1001, false}, {1011, false}, {1012, false}}));
    GeminiOptions options;
    options.seed = GENERATE (range (1u, 20u));
    Network network{ScriptedConversation (options)};
    auto& conversation = network.conversation;
    conversation.begin();
    conversation.server (handleOne);
    conversation.run (40s);
    network.lose (code);
    CHECK ((network.opened() == 2) == isAtOnce);
    CHECK (network.untilOpened (2) <= 110ms);

    network.lose();
    const auto second = network.untilOpened (3);
    CHECK (second >= 400ms);
    CHECK (second <= 610ms);
}

TEST_CASE ("C68: a close that would come again ends the session with its reason")
{
    const auto [code, reason] = GENERATE (
        Catch::Generators::table<int, const char*> ({{1007, "API key not valid. Please pass a valid API key."},
                                                     {1007, "Invalid JSON payload received. Unknown name \"x\""},
                                                     {1008, "Method doesn't allow unregistered callers"},
                                                     {1007, "User location is not supported for the API use."}}));
    Network network;
    network.conversation.begin();
    network.conversation.server (handleOne);
    network.lose (code, reason);
    CHECK (network.conversation.session.state() == SessionState::ended);
    REQUIRE (network.conversation.told<SessionEnded>().size() == 1);
    CHECK (network.conversation.told<SessionEnded>()[0].closeReason == reason);
}

TEST_CASE ("C8: a refusal by HTTP status ends the session while it reconnects")
{
    Network network;
    network.conversation.begin();
    network.lose();
    network.untilOpened (2);
    network.conversation.handle (input::ConnectionClosed{{1006, {}, "Refused (401).", true}});
    CHECK (network.conversation.session.state() == SessionState::ended);
    CHECK (network.conversation.told<SessionEnded>()[0].error == "Refused (401).");
}

TEST_CASE ("C70, C94: a session that is gone is begun anew and told what was said; the host hears of it")
{
    Network network;
    auto& conversation = network.conversation;
    conversation.begin();
    conversation.server (handleOne);
    conversation.handle (input::Text{"my name is Marta"});
    conversation.server (R"({"serverContent":{"outputTranscription":{"text":"Hello Marta."}}})");
    conversation.server (R"({"serverContent":{"turnComplete":true}})");
    network.lose();
    network.untilOpened (2);
    conversation.handle (input::ConnectionOpened{});

    SECTION ("by the service's word") { network.lose (1007, "Invalid session handle"); }

    SECTION ("in other words") { network.lose (1008, "BidiGenerateContent session not found"); }

    SECTION ("or because it refuses twice in a row")
    {
        network.lose (1011, "Internal error encountered.");
        network.untilOpened (3);
        conversation.handle (input::ConnectionOpened{});
        CHECK (network.lastSetup()["sessionResumption"]["handle"] == "one");
        network.lose (1011, "Internal error encountered.");
    }

    network.untilOpened (network.opened() + 1);
    const auto before = conversation.sentWith ("clientContent").size();
    conversation.person (5, 0);
    network.accept();
    CHECK (network.lastSetup()["sessionResumption"] == nlohmann::json::object());
    CHECK (network.lastSetup()["historyConfig"]["initialHistoryInClientContent"] == true);
    REQUIRE (conversation.sentWith ("clientContent").size() == before + 1);
    const auto history = conversation.sentWith ("clientContent").back();
    CHECK (history["turnComplete"] == true);
    REQUIRE (history["turns"].size() == 3);
    CHECK (history["turns"][2]["role"] == "user"); // a note that asks for nothing
    CHECK (history["turns"][0]["role"] == "user");
    CHECK (history["turns"][0]["parts"][0]["text"] == "my name is Marta");
    CHECK (history["turns"][1]["role"] == "model");

    // No realtime input precedes it.
    const auto isHistory = [] (const auto& message) { return message.contains ("clientContent"); };
    const auto isSpeech = [] (const auto& message) { return message.contains ("realtimeInput"); };
    CHECK (std::find_if (conversation.sent.begin(), conversation.sent.end(), isSpeech) >
           std::find_if (conversation.sent.rbegin(), conversation.sent.rend(), isHistory).base() - 1);
    REQUIRE (conversation.told<SessionResumed>().size() == 1);
    CHECK_FALSE (conversation.told<SessionResumed>()[0].contextKept);
}

TEST_CASE (
    "C69: an outage is tried at growing intervals, at most 12 times in the first minute, and given up in the end")
{
    GeminiOptions options;
    options.seed = GENERATE (range (1u, 40u));
    Network network{ScriptedConversation (options)};
    auto& conversation = network.conversation;
    conversation.begin();
    conversation.server (handleOne);
    const auto began = conversation.now;
    std::size_t inFirstMinute = 0;
    network.lose();

    for (std::size_t attempt = 2; conversation.session.state() == SessionState::reconnecting && attempt < 100;
         ++attempt)
    {
        network.untilOpened (attempt);
        inFirstMinute += conversation.now - began <= 60s ? 1 : 0;
        network.lose();
    }

    CHECK (inFirstMinute >= 5);
    CHECK (inFirstMinute <= 12);
    CHECK (conversation.session.state() == SessionState::ended);
    CHECK (conversation.now - began < 6min);
    CHECK (conversation.told<SessionEnded>().size() == 1);
}

TEST_CASE ("C69: 30 s of a stable connection make the intervals short again; a shorter life does not")
{
    Network network;
    auto& conversation = network.conversation;
    conversation.begin();
    const auto life = GENERATE (Milliseconds (100), Milliseconds (31'000));
    Milliseconds waited{};

    for (std::size_t attempt = 2; attempt < 6; ++attempt)
    {
        network.lose();
        waited = network.untilOpened (attempt);
        network.accept();
        conversation.run (life);
    }

    CHECK ((waited == 0ms) == (life > 30s));
}

TEST_CASE ("C71: after quota text a minute passes before the next attempt, and people are told why")
{
    Network network;
    network.conversation.begin();
    network.lose (1011, "You exceeded your current quota, please check your plan.");
    CHECK (network.untilOpened (2) >= 65s);
    CHECK (network.conversation.told<SessionReconnecting>()[0].error.find ("quota") != std::string::npos);
}

TEST_CASE (
    "C71: a service that says when its quota begins anew is not asked before, nor at all where that is hours away")
{
    Network network;
    network.conversation.begin();
    network.lose (1011, "You exceeded your current quota. Please retry in 2m3.5s.");
    CHECK (network.untilOpened (2) >= 123s);
    network.lose (1011, "You exceeded your current quota. Please retry in 0.8s.");
    CHECK (network.untilOpened (3) >= 65s);
    network.lose (1011, "You exceeded your current quota. Please retry in 7h2m.");
    REQUIRE (network.conversation.told<SessionEnded>().size() == 1);
    CHECK (network.conversation.told<SessionEnded>()[0].error.find ("retry in 7h2m") != std::string::npos);
}

TEST_CASE ("C73: a stop while reconnecting ends the session once, whether or not a connection is under way")
{
    Network network;
    network.conversation.begin();
    network.lose();
    network.lose();
    const auto isOpening = GENERATE (false, true);

    if (isOpening)
        network.untilOpened (3);

    network.conversation.handle (input::Stop{});

    if (isOpening)
        network.lose();

    CHECK (network.conversation.session.state() == SessionState::ended);
    REQUIRE (network.conversation.told<SessionEnded>().size() == 1);
    CHECK (network.conversation.told<SessionEnded>()[0].reason == EndReason::asked);
    const auto opened = network.opened();
    network.conversation.run (1min);
    CHECK (network.opened() == opened);
}

TEST_CASE ("A setup that is not answered while reconnecting is given up and tried again")
{
    Network network;
    network.conversation.begin();
    network.lose();
    network.untilOpened (2);
    network.conversation.handle (input::ConnectionOpened{});
    network.conversation.run (14'900ms);
    CHECK (network.closed() == 0);
    network.conversation.run (200ms);
    CHECK (network.closed() == 1);
    network.lose (1000);
    network.untilOpened (3);
    CHECK (network.opened() == 3);
}
