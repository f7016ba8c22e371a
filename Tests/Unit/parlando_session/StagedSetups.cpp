#include "Network.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace parlando;
using namespace std::chrono_literals;
using namespace parlando::testing;

namespace
{

using Step = SetupChange::Step;

std::vector<Step> stepsOf (const ScriptedConversation& conversation)
{
    std::vector<Step> steps;

    for (const auto& change : conversation.told<SetupChange>())
        steps.push_back (change.step);

    return steps;
}

Setup withVoice (const char* name)
{
    Setup setup;
    setup.inputAudioTranscription.emplace();
    setup.outputAudioTranscription.emplace();
    setup.setVoice (name);
    return setup;
}

/** A conversation in which somebody said something and was answered, and that can be resumed. */
void talk (Network& network)
{
    auto& conversation = network.conversation;
    conversation.begin();
    conversation.server (handleOne);
    conversation.server (R"({"serverContent":{"inputTranscription":{"text":"Good morning."}}})");
    conversation.server (ScriptedConversation::audio (480));
    conversation.server (R"({"serverContent":{"outputTranscription":{"text":"Good morning to you."}}})");
    conversation.server (R"({"serverContent":{"turnComplete":true}})");
    conversation.session.playoutBegan (conversation.now, 1);
    conversation.session.playoutStopped (conversation.now, 1, {480, 480, false});
    conversation.run (5s);
}

} // namespace

TEST_CASE ("A new setup comes with the next gap between turns, in the same session")
{
    Network network;
    auto& conversation = network.conversation;
    talk (network);
    conversation.session.stage (conversation.now, withVoice ("Puck"));
    CHECK (conversation.session.hasStaged());

    conversation.server (ScriptedConversation::audio (480));
    conversation.run (3s);
    CHECK (network.closed() == 0);

    conversation.server (R"({"serverContent":{"turnComplete":true}})");
    conversation.run (10ms);
    CHECK (network.closed() == 1);
    CHECK_FALSE (conversation.session.hasStaged());
    conversation.person (10, 0);
    network.lose (1000);
    network.accept();
    conversation.run (20ms);

    const auto setup = network.lastSetup();
    CHECK (setup["generationConfig"]["speechConfig"]["voiceConfig"]["prebuiltVoiceConfig"]["voiceName"] == "Puck");
    CHECK (setup["sessionResumption"]["handle"] == "one");
    CHECK (conversation.microphoneMessages() == 10);
    CHECK (stepsOf (conversation) == std::vector{Step::tried, Step::taken});
    CHECK (conversation.told<SessionResumed>()[0].contextKept);
}

TEST_CASE ("While somebody still changes it, a new setup waits")
{
    Network network;
    auto& conversation = network.conversation;
    talk (network);

    for (const auto* voice : {"Puck", "Kore", "Fenrir"})
    {
        conversation.session.stage (conversation.now, withVoice (voice));
        conversation.run (1s);
    }

    CHECK (network.closed() == 0);
    conversation.run (600ms);
    CHECK (network.closed() == 1);
    network.lose (1000);
    network.accept();
    CHECK (network.lastSetup().dump().find ("Fenrir") != std::string::npos);
}

TEST_CASE ("A setup that says what the session has already changes nothing, and takes back what waited")
{
    Network network;
    auto& conversation = network.conversation;
    talk (network);
    conversation.session.stage (conversation.now, withVoice ("Puck"));
    conversation.session.stage (conversation.now, withVoice (""));
    CHECK_FALSE (conversation.session.hasStaged());
    conversation.run (10s);
    CHECK (network.closed() == 0);
}

TEST_CASE ("C94: with another model or instruction it is a new session, which is told what was said")
{
    Network network;
    auto& conversation = network.conversation;
    talk (network);
    Setup next;

    SECTION ("another model") { next.model = "gemini-2.5-flash-native-audio-preview-12-2025"; }
    SECTION ("another instruction") { next.setSystemInstruction ("You are a drummer."); }

    conversation.session.stage (conversation.now, next);
    conversation.run (2s);
    network.lose (1000);
    network.accept();
    CHECK_FALSE (network.lastSetup()["sessionResumption"].contains ("handle"));
    REQUIRE (conversation.sentWith ("clientContent").size() == 1);
    const auto history = conversation.sentWith ("clientContent")[0].dump();
    CHECK (history.find ("Good morning.") != std::string::npos);
    CHECK (history.find ("Good morning to you.") != std::string::npos);
    CHECK_FALSE (conversation.told<SessionResumed>()[0].contextKept);
}

TEST_CASE ("What the service refuses is put back, and the conversation goes on")
{
    Network network;
    auto& conversation = network.conversation;
    talk (network);
    Setup next;
    next.model = "no-such-model";
    conversation.session.stage (conversation.now, next);
    conversation.run (2s);
    network.lose (1000);
    REQUIRE (network.opened() == 2);
    conversation.session.connectionOpened (conversation.now);
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

TEST_CASE ("A network that is gone while a new setup is tried refuses nothing")
{
    Network network;
    auto& conversation = network.conversation;
    talk (network);
    conversation.session.stage (conversation.now, withVoice ("Puck"));
    conversation.run (2s);
    network.lose (1000);
    network.lose();
    network.untilOpened (3);
    network.accept();
    CHECK (network.lastSetup().dump().find ("Puck") != std::string::npos);
    CHECK (stepsOf (conversation) == std::vector{Step::tried, Step::taken});
}

TEST_CASE ("Nobody is waited for who was cut off by mute, or by a host that stopped")
{
    Network network;
    auto& conversation = network.conversation;
    talk (network);
    conversation.person (30, 8000);

    SECTION ("mute, or Talk let go") { conversation.session.discardMicrophone(); }
    SECTION ("the host stopped") { conversation.run (2s); }

    conversation.session.stage (conversation.now, withVoice ("Puck"));
    conversation.run (3s);
    CHECK (network.closed() == 1);
}

TEST_CASE ("While the host records a new setup waits, until it stops")
{
    Network network;
    auto& conversation = network.conversation;
    talk (network);
    conversation.session.setHostRecording (true);
    conversation.session.stage (conversation.now, withVoice ("Puck"));
    conversation.run (30s);
    CHECK (network.closed() == 0);
    conversation.session.setHostRecording (false);
    conversation.run (10ms);
    CHECK (network.closed() == 1);
}

TEST_CASE ("Where a cost is capped a model without a price is refused before anything is asked for")
{
    Session::Options options;
    options.cap.cost = 1.0;
    options.prices = PriceTable::parse (
        R"({"currency":"USD","asOf":"2026-09","tokens":1000000,"models":[
            {"prefix":"gemini-3.8-live","input":{"text":1},"output":{"text":1}}]})");
    Network network{ScriptedConversation (options)};
    auto& conversation = network.conversation;
    talk (network);
    Setup next;
    next.model = "another-model";
    conversation.session.stage (conversation.now, next);
    conversation.run (10s);
    CHECK (network.closed() == 0);
    CHECK (stepsOf (conversation) == std::vector{Step::refused});

    SECTION ("and takes what waited before it along")
    {
        conversation.session.stage (conversation.now, withVoice ("Puck"));
        conversation.session.stage (conversation.now, next);
        conversation.run (10s);
        CHECK_FALSE (conversation.session.hasStaged());
        CHECK (network.closed() == 0);
    }
}
