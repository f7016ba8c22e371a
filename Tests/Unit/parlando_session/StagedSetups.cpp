#include "Staged.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace parlando;
using namespace std::chrono_literals;
using namespace parlando::testing;

TEST_CASE ("A new setup comes with the next gap between turns, in the same session")
{
    Network network;
    auto& conversation = network.conversation;
    talk (network);
    conversation.handle (staged (withVoice ("Puck")));
    CHECK (conversation.session.hasStaged());

    conversation.server (ScriptedConversation::audio (480));
    conversation.run (3s);
    CHECK (network.closed() == 0);

    conversation.server (R"({"serverContent":{"turnComplete":true}})");
    conversation.run (20ms);
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
    conversation.run (5s);
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
        conversation.handle (staged (withVoice (voice)));
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
    conversation.handle (staged (withVoice ("Puck")));
    conversation.handle (staged (withVoice ("")));
    CHECK_FALSE (conversation.session.hasStaged());
    conversation.run (10s);
    CHECK (network.closed() == 0);
}

TEST_CASE ("C94: with another model it is a new session, which is told what was said and does not recite it")
{
    Network network;
    auto& conversation = network.conversation;
    talk (network);
    Setup next;
    next.model = GENERATE ("gemini-2.5-flash-native-audio-preview-12-2025", "gemini-3.1-flash-live-preview");
    const auto takesConfig = next.model.starts_with ("gemini-3");
    conversation.handle (staged (next));
    conversation.run (2s);
    network.lose (1000);
    network.accept();
    CHECK_FALSE (network.lastSetup()["sessionResumption"].contains ("handle"));
    REQUIRE (conversation.sentWith ("clientContent").size() == 1);
    const auto history = conversation.sentWith ("clientContent")[0].dump();
    CHECK (history.find ("Good morning.") != std::string::npos);
    CHECK (history.find ("Good morning to you.") != std::string::npos);
    CHECK_FALSE (conversation.told<SessionResumed>()[0].contextKept);

    // Without historyConfig a completed turn would be answered: with a recap of all that was said.
    const auto seed = conversation.sentWith ("clientContent")[0];
    CHECK (seed["turns"].back()["role"] == "user");
    CHECK (seed["turnComplete"] == takesConfig);
    CHECK (network.lastSetup().contains ("historyConfig") == takesConfig);
}

namespace
{

Setup withTool (const char* name)
{
    Setup setup;
    setup.inputAudioTranscription.emplace();
    setup.outputAudioTranscription.emplace();
    setup.addFunctionDeclarations ({{.name = name, .description = "A tool"}});
    return setup;
}

std::string instructionIn (const nlohmann::json& holder) { return holder["systemInstruction"]["parts"][0]["text"]; }

} // namespace

TEST_CASE ("C109: on 3.8 new instructions and tools come between turns on the connection that stands")
{
    Network network;
    auto& conversation = network.conversation;
    talk (network);
    auto next = withTool ("knob");
    next.setSystemInstruction ("You are a drummer.");
    conversation.handle (staged (next));

    // Not in the middle of a turn, even one that is still to be heard.
    conversation.server (ScriptedConversation::audio (480));
    conversation.handle (input::PlayoutBegan{conversation.now, 2});
    conversation.run (3s);
    conversation.server (R"({"serverContent":{"turnComplete":true}})");
    conversation.run (3s);
    CHECK (conversation.sentWith ("contextUpdate").empty());

    conversation.handle (input::PlayoutStopped{conversation.now, 2, {480, 480, false}});
    conversation.hostRecords = true;
    conversation.run (10ms);
    REQUIRE (conversation.sentWith ("contextUpdate").size() == 1);
    const auto update = conversation.sentWith ("contextUpdate")[0];
    CHECK (instructionIn (update) == "You are a drummer.");
    CHECK (update["tools"]["tools"][0]["functionDeclarations"][0]["name"] == "knob");
    CHECK (update["tools"]["tools"][0]["functionDeclarations"][0]["behavior"] == "BLOCKING");
    CHECK (stepsOf (conversation) == std::vector{Step::tried});

    conversation.run (10s);
    CHECK (stepsOf (conversation) == std::vector{Step::tried, Step::taken});
    CHECK (network.opened() == 1);
    CHECK (network.closed() == 0);

    SECTION ("every later setup carries the new state")
    {
        network.lose();
        network.untilOpened (2);
        network.accept();
        CHECK (instructionIn (network.lastSetup()) == "You are a drummer.");
        CHECK (network.lastSetup()["tools"][0]["functionDeclarations"][0]["name"] == "knob");
        CHECK (network.lastSetup()["sessionResumption"]["handle"] == "one");
    }
}

TEST_CASE ("C109: what did not change is absent from a contextUpdate; tools that are taken away are an empty list")
{
    GeminiOptions options;
    options.setup = withTool ("knob");
    options.setup.setSystemInstruction ("Be brief.");
    Network network{ScriptedConversation (options)};
    auto& conversation = network.conversation;
    talk (network);
    auto next = options.setup;

    SECTION ("the instruction")
    {
        next.setSystemInstruction ("Be long.");
        conversation.handle (staged (next));
        conversation.run (2s);
        REQUIRE (conversation.sentWith ("contextUpdate").size() == 1);
        CHECK_FALSE (conversation.sentWith ("contextUpdate")[0].contains ("tools"));
    }

    SECTION ("the tools")
    {
        next.tools.clear();
        conversation.handle (staged (next));
        conversation.run (2s);
        REQUIRE (conversation.sentWith ("contextUpdate").size() == 1);
        CHECK (conversation.sentWith ("contextUpdate")[0] == nlohmann::json::parse (R"({"tools":{"tools":[]}})"));
    }

    SECTION ("an instruction that is taken away has no form: another connection")
    {
        next.setSystemInstruction ("");
        conversation.handle (staged (next));
        conversation.run (2s);
        CHECK (conversation.sentWith ("contextUpdate").empty());
        CHECK (network.closed() == 1);
    }

    SECTION ("with another voice: another connection, for all of it")
    {
        next.setSystemInstruction ("Be long.");
        next.setVoice ("Puck");
        conversation.handle (staged (next));
        conversation.run (2s);
        CHECK (conversation.sentWith ("contextUpdate").empty());
        CHECK (network.closed() == 1);
    }
}

TEST_CASE ("C109: a model without contextUpdate is given new tools and instructions by another connection")
{
    GeminiOptions options;
    options.setup.model = "gemini-3.1-flash-live-preview";
    Network network{ScriptedConversation (options)};
    auto& conversation = network.conversation;
    talk (network);
    auto next = options.setup;
    next.setSystemInstruction ("You are a drummer.");
    conversation.handle (staged (next));
    conversation.run (2s);
    CHECK (conversation.sentWith ("contextUpdate").empty());
    network.lose (1000);
    network.accept();
    CHECK_FALSE (network.lastSetup()["sessionResumption"].contains ("handle"));
    CHECK (instructionIn (network.lastSetup()) == "You are a drummer.");
}

TEST_CASE ("C109: a service that does not know contextUpdate is given the new state by the next connection, and no "
           "other update")
{
    Network network;
    auto& conversation = network.conversation;
    talk (network);
    conversation.handle (staged (withTool ("knob")));
    conversation.run (2s);
    REQUIRE (conversation.sentWith ("contextUpdate").size() == 1);
    network.lose (1007, "Invalid JSON payload received. Unknown name \"contextUpdate\": Cannot find field.");
    CHECK (network.untilOpened (2) <= 10ms);

    SECTION ("it takes the setup")
    {
        network.accept();
        CHECK (network.lastSetup()["tools"][0]["functionDeclarations"][0]["name"] == "knob");
        conversation.run (12s);
        CHECK (stepsOf (conversation) == std::vector{Step::tried, Step::taken});
        conversation.handle (staged (withTool ("other")));
        conversation.run (3s);
        CHECK (conversation.sentWith ("contextUpdate").size() == 1);
        CHECK (network.closed() == 1);
    }

    SECTION ("it refuses that as well: the old one is in force again")
    {
        conversation.handle (input::ConnectionOpened{});
        network.lose (1007, "Request contains an invalid argument.");
        network.untilOpened (3);
        network.accept();
        CHECK_FALSE (network.lastSetup().contains ("tools"));
        CHECK (stepsOf (conversation) == std::vector{Step::tried, Step::refused});
    }
}

TEST_CASE ("C106: what is said to the service in another way is told once, at the start and where it is staged")
{
    GeminiOptions options;
    options.setup.proactivity.emplace().proactiveAudio = true;
    Network network{ScriptedConversation (options)};
    auto& conversation = network.conversation;
    talk (network);
    CHECK_FALSE (network.lastSetup().contains ("proactivity"));
    REQUIRE (conversation.told<SessionWarning>().size() == 1);

    auto next = options.setup;
    next.setVoice ("Puck");
    conversation.handle (staged (next));
    CHECK (conversation.told<SessionWarning>().size() == 1);

    next.model = "gemini-2.5-flash-native-audio-latest";
    conversation.handle (staged (next));
    CHECK (conversation.told<SessionWarning>().size() == 2);
}

TEST_CASE ("Nobody is waited for who was cut off by mute, or by a host that stopped")
{
    Network network;
    auto& conversation = network.conversation;
    talk (network);
    conversation.person (30, 8000);

    SECTION ("mute, or Talk let go") { conversation.handle (input::MicrophoneMuted{}); }
    SECTION ("the host stopped") { conversation.run (2s); }

    conversation.handle (staged (withVoice ("Puck")));
    conversation.run (3s);
    CHECK (network.closed() == 1);
}

TEST_CASE ("While the host records a new setup waits, until it stops")
{
    Network network;
    auto& conversation = network.conversation;
    talk (network);
    conversation.hostRecords = true;
    conversation.handle (staged (withVoice ("Puck")));
    conversation.run (30s);
    CHECK (network.closed() == 0);
    conversation.hostRecords = false;
    conversation.run (20ms);
    CHECK (network.closed() == 1);
}

TEST_CASE ("Where a cost is capped a model without a price is refused before anything is asked for")
{
    GeminiOptions options;
    options.cap.cost = 1.0;
    options.prices = PriceTable::parse (
        R"({"currency":"USD","asOf":"2026-09","tokens":1000000,"models":[
            {"prefix":"gemini-3.8-live","input":{"text":1},"output":{"text":1}}]})");
    Network network{ScriptedConversation (options)};
    auto& conversation = network.conversation;
    talk (network);
    Setup next;
    next.model = "another-model";
    conversation.handle (staged (next));
    conversation.run (10s);
    CHECK (network.closed() == 0);
    CHECK (stepsOf (conversation) == std::vector{Step::refused});

    SECTION ("and takes what waited before it along")
    {
        conversation.handle (staged (withVoice ("Puck")));
        conversation.handle (staged (next));
        conversation.run (10s);
        CHECK_FALSE (conversation.session.hasStaged());
        CHECK (network.closed() == 0);
    }
}

TEST_CASE ("Tools are in use from when the service is asked for them, and gone back from with what declares them")
{
    // A session hands them on and looks into none.
    const auto keeper = std::make_shared<std::array<char, 2>>();
    const auto tools = [&keeper] (std::size_t i)
    { return std::shared_ptr<const ToolRegistry> (keeper, reinterpret_cast<const ToolRegistry*> (&(*keeper)[i])); };

    GeminiOptions options;
    options.tools = tools (0);
    Network network{ScriptedConversation (options)};
    auto& conversation = network.conversation;
    talk (network);
    conversation.handle (staged (withVoice ("Puck"), tools (1)));
    CHECK (conversation.toolsInUse == nullptr);

    conversation.run (3s);
    CHECK (conversation.toolsInUse == tools (1));

    network.lose (1000);
    conversation.handle (input::ConnectionOpened{});
    network.lose (1007, "No such voice.");
    CHECK (stepsOf (conversation) == std::vector{Step::tried, Step::refused});
    CHECK (conversation.toolsInUse == tools (0));
}
