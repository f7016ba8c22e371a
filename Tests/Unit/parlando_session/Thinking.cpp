#include "ScriptedConversation.h"

#include <catch2/catch_test_macros.hpp>

using namespace parlando;
using parlando::testing::ScriptedConversation;
using parlando::testing::turnComplete;

namespace
{

constexpr auto generated = R"({"serverContent":{"generationComplete":true}})";
constexpr auto knobCall = R"({"toolCall":{"functionCalls":[{"id":"a","name":"knob"}]}})";

testing::GeminiOptions withKnob (Behavior behavior)
{
    testing::GeminiOptions options;
    options.setup.model = "gemini-3.8-live";
    options.setup.addFunctionDeclarations ({{.name = "knob", .description = "A knob", .behavior = behavior}});
    return options;
}

/** The first fifth of a second of an answer, to be heard. */
std::string voice()
{
    std::vector<std::uint8_t> bytes (9600);

    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t> (i % 97);

    return ScriptedConversation::audioBytes (bytes);
}

} // namespace

TEST_CASE ("The agent thinks from a typed turn until its answer is all there")
{
    ScriptedConversation conversation;
    conversation.begin();
    CHECK_FALSE (conversation.session.isThinking (conversation.now));

    conversation.handle (input::Text{"What is six times seven?"});
    CHECK (conversation.session.isThinking (conversation.now));

    conversation.server (voice());
    CHECK (conversation.session.isThinking (conversation.now));
    conversation.server (generated);
    CHECK_FALSE (conversation.session.isThinking (conversation.now));
    conversation.server (turnComplete);
    CHECK_FALSE (conversation.session.isThinking (conversation.now));
}

TEST_CASE ("The agent thinks about what sounded like speech, and gives it up when the service says nothing of it")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.person (20, 0);
    conversation.person (50, 8000);
    CHECK_FALSE (conversation.session.isThinking (conversation.now));
    conversation.person (45, 0);
    CHECK (conversation.session.isThinking (conversation.now));

    SECTION ("noise")
    {
        conversation.run (Milliseconds (2200));
        CHECK_FALSE (conversation.session.isThinking (conversation.now));
    }

    SECTION ("words")
    {
        conversation.server (R"({"serverContent":{"inputTranscription":{"text":"Good morning."}}})");
        conversation.run (Milliseconds (2200));
        CHECK (conversation.session.isThinking (conversation.now));
        conversation.server (voice());
        conversation.server (turnComplete);
        CHECK_FALSE (conversation.session.isThinking (conversation.now));
    }
}

TEST_CASE ("Its own voice from the loudspeakers is nothing to think about")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.person (20, 0);
    conversation.server (voice());
    conversation.server (turnComplete);
    conversation.handle (input::PlayoutBegan{conversation.now, 1});
    conversation.person (50, 8000);
    conversation.handle (input::PlayoutStopped{conversation.now, 1, {4800, 4800, false}});
    conversation.person (10, 8000);
    conversation.person (45, 0);
    CHECK_FALSE (conversation.session.isThinking (conversation.now));
}

TEST_CASE ("A click is nothing to think about")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.person (20, 0);
    conversation.person (3, 8000);
    conversation.person (45, 0);
    CHECK_FALSE (conversation.session.isThinking (conversation.now));
}

TEST_CASE ("An agent that was interrupted does not think about what it was saying")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.server (voice());
    CHECK (conversation.session.isThinking (conversation.now));

    SECTION ("from here") { conversation.handle (input::Interrupt{}); }
    SECTION ("by the service") { conversation.server (R"({"serverContent":{"interrupted":true}})"); }

    CHECK_FALSE (conversation.session.isThinking (conversation.now));
}

TEST_CASE ("While a call runs that its answer waits for the agent thinks, and until it has said what came of it")
{
    ScriptedConversation conversation (withKnob (Behavior::blocking));
    conversation.begin();
    conversation.server (knobCall);
    CHECK (conversation.session.isThinking (conversation.now));
    conversation.handle (input::ToolFinished{{"a", "knob", {{"result", "done"}}, false, false}});
    CHECK (conversation.session.isThinking (conversation.now));
    conversation.server (voice());
    conversation.server (turnComplete);
    CHECK_FALSE (conversation.session.isThinking (conversation.now));
}

TEST_CASE ("A call that runs beside the conversation holds nobody up")
{
    ScriptedConversation conversation (withKnob (Behavior::nonBlocking));
    conversation.begin();
    conversation.server (knobCall);
    CHECK_FALSE (conversation.session.isThinking (conversation.now));
}

TEST_CASE ("Without a connection nobody thinks")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.handle (input::Text{"Hello?"});
    conversation.handle (input::ConnectionClosed{{1006, {}, "The network is gone.", false}});
    CHECK_FALSE (conversation.session.isThinking (conversation.now));
}
