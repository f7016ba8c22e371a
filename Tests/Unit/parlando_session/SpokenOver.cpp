#include "HeardVoice.h"
#include "ScriptedConversation.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace parlando;
using parlando::testing::ScriptedConversation;

namespace
{
constexpr auto interrupted = R"({"serverContent":{"interrupted":true}})";

// An agent whose voice is in the output, and a person beside whom a detector listens.
struct SpokenOver : ScriptedConversation
{
    SpokenOver()
    {
        begin();
        server (audio (24'000));
        handle (input::PlayoutBegan{now, 1});
        listen (200);
        log.clear();
    }

    // The person makes a sound, or none, while time goes by.
    void listen (int milliseconds, bool isVoice = false)
    {
        std::vector<std::int16_t> frame (320, isVoice ? 8'000 : 0);
        for (int time = 0; time < milliseconds; time += 20)
        {
            advance (Milliseconds (20));
            input::MicrophoneFrame::Voice voice{mode, {}};
            for (auto& half : voice.halves)
                half = heard.next (isVoice);
            handle (input::MicrophoneFrame{frame, 0, voice});
            tick (false);
        }
    }

    void cough() { listen (400, true); }

    [[nodiscard]] bool wasSilenced() const { return std::count (log.begin(), log.end(), "silence") > 0; }

    BargeInMode mode = BargeInMode::quick;
    testing::HeardVoice heard;
};

using Log = std::vector<std::string>;
} // namespace

TEST_CASE ("Who speaks over the agent has it lowered and held before the service says anything")
{
    SpokenOver conversation;
    conversation.listen (300, true);
    CHECK (conversation.log == Log{"yield ducked", "yield held"});
    const auto told = conversation.told<VoiceYielded>();
    REQUIRE (told.size() == 2);
    CHECK (told[1].how == VoiceYield::held);
    CHECK (told[1].turn == 1);
}

TEST_CASE ("C17: a person who goes on speaking once the service has said so silences the agent")
{
    SpokenOver conversation;
    conversation.listen (460, true);
    conversation.server (interrupted);
    conversation.listen (600, true);
    CHECK (conversation.wasSilenced());
    REQUIRE (conversation.told<Interrupted>().size() == 1);
    CHECK (conversation.told<Interrupted>()[0].turn == 1);
    CHECK (conversation.told<Interrupted>()[0].byPerson);
}

TEST_CASE ("C18: a cough that the service takes for an interruption has the agent go on with what had come")
{
    SpokenOver conversation;
    conversation.cough();
    conversation.listen (60);
    conversation.server (interrupted);
    conversation.server (ScriptedConversation::audio (500)); // void, as the service said
    conversation.server (testing::turnComplete);
    conversation.listen (4'000);
    CHECK (conversation.log == Log{"yield ducked", "yield held", "end 1", "discard 1", "end 1", "yield none"});
    CHECK (conversation.told<Interrupted>().empty());
    CHECK (conversation.discarded == 500);

    SECTION ("and it is heard to its end")
    {
        conversation.handle (input::PlayoutStopped{conversation.now, 1, {24'000, 0, false}});
        conversation.listen (1'000);
        CHECK_FALSE (conversation.wasSilenced());
    }
    SECTION ("and the next answer takes the place of what is left of it")
    {
        conversation.server (ScriptedConversation::audio (10));
        CHECK (conversation.log[conversation.log.size() - 2] == "silence");
        CHECK (conversation.log.back() == "play 2");
        CHECK (conversation.told<Interrupted>().size() == 1);
    }
    SECTION ("and the answer after its end is one like any other")
    {
        conversation.handle (input::PlayoutStopped{conversation.now, 1, {24'000, 0, false}});
        conversation.listen (100);
        conversation.server (ScriptedConversation::audio (10));
        CHECK (conversation.log.back() == "play 2");
        CHECK_FALSE (conversation.wasSilenced());
    }
}

TEST_CASE ("Words of the person, another answer and a call of a tool show that it was no cough")
{
    SpokenOver conversation;
    conversation.cough();
    conversation.listen (60);
    conversation.server (interrupted);
    conversation.server (testing::turnComplete);
    CHECK_FALSE (conversation.wasSilenced());

    SECTION ("words")
    {
        conversation.server (R"({"serverContent":{"inputTranscription":{"text":"Stop that"}}})");
        CHECK (conversation.log.back() == "silence");
    }
    SECTION ("words that only tell that somebody listens")
    {
        conversation.server (R"({"serverContent":{"inputTranscription":{"text":"Mhm."}}})");
        CHECK_FALSE (conversation.wasSilenced());
        conversation.listen (4'000);
        CHECK (conversation.log.back() == "yield none");
    }
    SECTION ("another answer, which plays after the silence")
    {
        conversation.server (ScriptedConversation::audio (10));
        CHECK (conversation.log[conversation.log.size() - 2] == "silence");
        CHECK (conversation.log.back() == "play 2");
    }
    SECTION ("a call")
    {
        conversation.server (R"({"toolCall":{"functionCalls":[{"id":"c1","name":"stop","args":{}}]}})");
        CHECK (conversation.wasSilenced());
    }
    REQUIRE (conversation.told<Interrupted>().size() <= 1);
}

TEST_CASE ("A cough of which the service says nothing only holds the agent for a moment")
{
    SpokenOver conversation;
    conversation.cough();
    conversation.listen (2'000);
    CHECK (conversation.log == Log{"yield ducked", "yield held", "yield none"});
    CHECK (conversation.told<Interrupted>().empty());
}

TEST_CASE ("Switched off, and where no detector listens, the service's word silences at once")
{
    SpokenOver conversation;
    SECTION ("switched off")
    {
        conversation.mode = BargeInMode::off;
        conversation.cough();
        conversation.server (interrupted);
    }
    SECTION ("no detector")
    {
        conversation.person (20, 8'000);
        conversation.server (interrupted);
    }
    CHECK (conversation.log == Log{"silence"});
    CHECK (conversation.told<Interrupted>().size() == 1);
}

TEST_CASE ("By hand the agent is silenced at once, held or not")
{
    SpokenOver conversation;
    conversation.listen (300, true);
    conversation.handle (input::Interrupt{});
    CHECK (conversation.log.back() == "silence");
    conversation.listen (5'000);
    CHECK (conversation.log.back() == "silence");
}

TEST_CASE ("A microphone that is muted, or gone, lets go of the agent")
{
    SpokenOver conversation;
    conversation.listen (300, true);
    SECTION ("muted")
    {
        conversation.handle (input::MicrophoneMuted{});
        CHECK (conversation.log.back() == "yield none");
    }
    SECTION ("gone")
    {
        for (int i = 0; i < 60; ++i)
        {
            conversation.advance (Milliseconds (10));
            conversation.tick (false);
        }
        CHECK (conversation.log.back() == "yield none");
    }
    SECTION ("and so does the end of the conversation, of which the rest is heard")
    {
        conversation.handle (input::ConnectionClosed{{1011, "internal", {}, true}});
        CHECK (std::count (conversation.log.begin(), conversation.log.end(), "yield none") == 1);
    }
}

TEST_CASE ("C116: an interruption by a tool's answer is none by who coughed")
{
    SpokenOver conversation;
    conversation.listen (5'000);
    conversation.server (interrupted);
    CHECK (conversation.log.back() == "silence");
    CHECK_FALSE (conversation.told<Interrupted>().back().byPerson);
}
