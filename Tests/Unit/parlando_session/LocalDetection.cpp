// The person's turns as a detector beside the microphone finds them, where the service's detection is off.

#include "HeardVoice.h"
#include "Network.h"

#include <catch2/catch_test_macros.hpp>

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;

namespace
{

using Kinds = std::vector<std::string>;
const Kinds oneTurn{"activityStart", "audio", "activityEnd"};

GeminiOptions locally()
{
    GeminiOptions options;
    options.setup.realtimeInputConfig.emplace().automaticActivityDetection.emplace().disabled = true;
    options.turnDetection.isLocal = true;
    return options;
}

/** A person before a microphone, beside which a detector listens. */
struct Listened
{
    explicit Listened (ScriptedConversation& with) : conversation (with) {}

    void hear (int milliseconds, bool isVoice)
    {
        for (int time = 0; time < milliseconds; time += 20)
        {
            conversation.advance (20ms);
            input::MicrophoneFrame::Voice heard{mode, {}};

            for (auto& half : heard.halves)
                half = voice.next (isVoice);

            std::vector<std::int16_t> frame (320, static_cast<std::int16_t> (++frames % 16));
            conversation.handle (input::MicrophoneFrame{frame, conversation.unsent, heard});
            conversation.tick (conversation.isDry);
        }
    }

    void speak (int milliseconds) { hear (milliseconds, true); }
    void pause (int milliseconds) { hear (milliseconds, false); }

    ScriptedConversation& conversation;
    HeardVoice voice;
    BargeInMode mode = BargeInMode::off;
    int frames = 0;
};

/** Runs of audio as one, from the `first` message of this kind on. */
Kinds kindsFrom (const ScriptedConversation& conversation, std::size_t first = 0)
{
    Kinds kinds;
    const auto inputs = conversation.sentWith ("realtimeInput");

    for (auto i = first; i < inputs.size(); ++i)
        if (kinds.empty() || kinds.back() != inputs[i].begin().key())
            kinds.push_back (inputs[i].begin().key());

    return kinds;
}

struct LocalConversation : ScriptedConversation
{
    LocalConversation() : ScriptedConversation (locally())
    {
        begin();
        talker.pause (1'000);
    }

    /** The agent's voice is in the output. */
    void agentSpeaks()
    {
        server (audio (24'000));
        handle (input::PlayoutBegan{now, 1});
        isDry = false;
    }

    Listened talker{*this};
};

} // namespace

TEST_CASE ("What is spoken is one turn, with 300 ms before it, and nothing leaves beside it")
{
    LocalConversation conversation;
    auto& person = conversation.talker;
    CHECK (conversation.session.wantsVoice());
    person.speak (1'000);
    CHECK (kindsFrom (conversation) == Kinds{"activityStart", "audio"});
    person.pause (560);
    CHECK (kindsFrom (conversation).size() == 2);
    person.pause (2'000);
    CHECK (kindsFrom (conversation) == oneTurn);

    // 300 ms, the words, and the silence that ends them.
    const auto sent = conversation.microphoneMessages() * 20;
    CHECK (sent >= 300 + 1'000 + 580 - 20);
    CHECK (sent <= 320 + 1'000 + 600);
}

TEST_CASE ("A knock does not leave")
{
    LocalConversation conversation;
    conversation.talker.speak (100);
    conversation.talker.pause (1'000);
    CHECK (kindsFrom (conversation).empty());
}

TEST_CASE ("Over an agent that makes way gently a turn begins when it is held, with all that was said")
{
    LocalConversation conversation;
    conversation.agentSpeaks();
    auto& person = conversation.talker;
    person.mode = BargeInMode::gentle;
    person.pause (1'000);

    SECTION ("a cough that only lowers it does not leave")
    {
        person.speak (300);
        person.pause (2'000);
        CHECK (kindsFrom (conversation).empty());
        CHECK (conversation.log.back() == "yield none");
    }

    SECTION ("who goes on does")
    {
        person.speak (480);
        CHECK (kindsFrom (conversation).empty());
        person.speak (40);
        CHECK (kindsFrom (conversation) == Kinds{"activityStart", "audio"});
        CHECK (conversation.microphoneMessages() * 20 >= 300 + 500);
        CHECK (conversation.microphoneMessages() * 20 <= 320 + 520);
    }
}

TEST_CASE ("A turn ends once, whatever ends it")
{
    LocalConversation conversation;
    auto& person = conversation.talker;
    person.speak (1'000);
    REQUIRE (kindsFrom (conversation) == Kinds{"activityStart", "audio"});

    SECTION ("a mute")
    {
        conversation.handle (input::MicrophoneMuted{});
        conversation.handle (input::MicrophoneMuted{});
    }

    SECTION ("a microphone that gives nothing more")
    {
        conversation.advance (480ms);
        conversation.tick (true);
        CHECK (kindsFrom (conversation).size() == 2);
        conversation.advance (20ms);
        conversation.tick (true);
        CHECK (kindsFrom (conversation) == oneTurn);
        conversation.run (3'000ms);
    }

    SECTION ("the talk key, when it is let go")
    {
        conversation.handle (input::PersonActivity{true});
        person.speak (200);
        person.pause (3'000);
        CHECK (kindsFrom (conversation) == Kinds{"activityStart", "audio"});
        conversation.handle (input::PersonActivity{false});
        person.speak (1'000);
    }

    SECTION ("the talk key that is up")
    {
        conversation.handle (input::PersonActivity{false});
        person.speak (1'000);
    }

    SECTION ("the end of the conversation")
    {
        conversation.handle (input::Stop{});
        CHECK (conversation.sent.back().contains ("realtimeInput"));
        CHECK (conversation.closed == 1);
    }

    SECTION ("a microphone that is heard without a detector from now on") { conversation.person (60, 0); }

    CHECK (kindsFrom (conversation) == oneTurn);
}

TEST_CASE ("The talk key is one turn, and what a detector heard before it is let go is none")
{
    LocalConversation conversation;
    auto& person = conversation.talker;
    conversation.handle (input::PersonActivity{false});
    person.speak (1'000);
    CHECK (kindsFrom (conversation).empty());
    conversation.handle (input::PersonActivity{true});
    person.pause (1'000);
    conversation.handle (input::PersonActivity{false});
    CHECK (kindsFrom (conversation) == oneTurn);

    const auto before = conversation.sentWith ("realtimeInput").size();
    conversation.handle (input::PersonActivity{std::nullopt});
    person.pause (1'000);
    person.speak (500);
    person.pause (1'000);
    CHECK (kindsFrom (conversation, before) == oneTurn);
}

TEST_CASE ("A turn whose connection is lost goes on with the next one, and ends there")
{
    Network network{.conversation = ScriptedConversation (locally())};
    auto& conversation = network.conversation;
    Listened person (conversation);
    conversation.begin();
    conversation.server (handleOne);
    person.pause (500);
    person.speak (500);
    network.lose();
    const auto before = conversation.sentWith ("realtimeInput").size();
    network.untilOpened (2);

    SECTION ("while it goes on")
    {
        person.speak (500);
        network.accept();
        person.speak (200);
        CHECK (kindsFrom (conversation, before) == Kinds{"activityStart", "audio"});
        person.pause (1'000);
    }

    SECTION ("though it ended in the gap")
    {
        person.speak (200);
        person.pause (1'000);
        network.accept();
        person.pause (200);
    }

    SECTION ("also where the microphone was lost with it")
    {
        person.speak (200);
        conversation.advance (700ms);
        conversation.tick (true);
        network.accept();
        conversation.run (1'500ms);
    }

    CHECK (kindsFrom (conversation, before) == oneTurn);
}

TEST_CASE ("An agent that says goodbye hears the turn that is open end")
{
    LocalConversation conversation;
    conversation.talker.speak (1'000);
    conversation.server (R"({"toolCall":{"functionCalls":[{"id":"c1","name":"stop_conversation","args":{}}]}})");
    REQUIRE (conversation.calls.size() == 1);
    const auto& call = conversation.calls[0];
    conversation.handle (input::ToolFinished{{call.id, call.name, 1, false, true}});
    REQUIRE (conversation.session.state() == SessionState::farewell);
    conversation.talker.speak (500);
    conversation.talker.pause (1'000);
    conversation.handle (input::Stop{});
    CHECK (kindsFrom (conversation) == oneTurn);
}

TEST_CASE ("C121: a noise that is no speech here is not said again")
{
    LocalConversation conversation;

    for (int i = 0; i < 60; ++i)
    {
        const auto level = static_cast<std::int16_t> (i % 4 < 2 ? 2'000 : 9'000);
        conversation.advance (20ms);
        input::MicrophoneFrame::Voice heard{};
        std::vector<std::int16_t> frame (320, level);

        for (auto& half : heard.halves)
            half = conversation.talker.voice.next (false);

        conversation.handle (input::MicrophoneFrame{frame, 0, heard});
    }

    conversation.talker.pause (12'000);
    CHECK (kindsFrom (conversation).empty());
    CHECK (conversation.told<WatchdogFired>().empty());
}

TEST_CASE ("Frames without a detector's word are judged by their level")
{
    ScriptedConversation conversation (locally());
    conversation.begin();
    conversation.person (50, 8'000);
    conversation.person (60, 0);
    CHECK (kindsFrom (conversation) == oneTurn);
}

TEST_CASE ("The same setting where the service detects speech changes nothing")
{
    GeminiOptions options;
    options.turnDetection.isLocal = true;
    ScriptedConversation conversation (options);
    conversation.begin();
    CHECK_FALSE (conversation.session.wantsVoice());
    Listened person (conversation);
    person.speak (500);
    person.pause (2'000);
    CHECK (kindsFrom (conversation) == Kinds{"audio"});
}
