// The person's activity as the application marks it, where the service's detection is off.

#include "Network.h"

#include <catch2/catch_test_macros.hpp>

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;

namespace
{

using Kinds = std::vector<std::string>;

GeminiOptions withoutDetection()
{
    GeminiOptions options;
    options.setup.realtimeInputConfig.emplace().automaticActivityDetection.emplace().disabled = true;
    return options;
}

/** The kinds of realtime input in their order, runs of the same as one, from the `first` on. */
Kinds kindsOf (const ScriptedConversation& conversation, std::size_t first = 0)
{
    Kinds kinds;
    const auto inputs = conversation.sentWith ("realtimeInput");

    for (auto i = first; i < inputs.size(); ++i)
        if (kinds.empty() || kinds.back() != inputs[i].begin().key())
            kinds.push_back (inputs[i].begin().key());

    return kinds;
}

void mark (ScriptedConversation& conversation, std::optional<bool> isSpeaking)
{
    conversation.handle (input::PersonActivity{isSpeaking});
}

} // namespace

TEST_CASE ("What is marked is one activity whatever its level, and what is not marked does not leave")
{
    ScriptedConversation conversation (withoutDetection());
    conversation.begin();
    mark (conversation, false);
    conversation.person (50, 8000);
    CHECK (kindsOf (conversation).empty());

    mark (conversation, true);
    conversation.person (50, 0);
    CHECK (kindsOf (conversation) == Kinds{"activityStart", "audio"});
    CHECK (conversation.microphoneMessages() == 65); // 300 ms before it
    mark (conversation, false);
    CHECK (kindsOf (conversation) == Kinds{"activityStart", "audio", "activityEnd"});

    const auto before = conversation.sentWith ("realtimeInput").size();
    mark (conversation, std::nullopt);
    conversation.person (50, 8000);
    conversation.person (60, 0);
    CHECK (kindsOf (conversation, before) == Kinds{"activityStart", "audio", "activityEnd"});
}

TEST_CASE ("A marked activity ends with a mute, and with a microphone that gives nothing more")
{
    ScriptedConversation conversation (withoutDetection());
    conversation.begin();
    mark (conversation, true);
    conversation.person (50, 0);

    SECTION ("a mute") { conversation.handle (input::MicrophoneMuted{}); }

    SECTION ("a pause") { conversation.run (1100ms); }

    CHECK (kindsOf (conversation) == Kinds{"activityStart", "audio", "activityEnd"});
    const auto before = conversation.sentWith ("realtimeInput").size();
    conversation.person (50, 8000);
    CHECK (kindsOf (conversation, before).empty());
}

TEST_CASE ("A marked activity whose connection is lost begins anew on the next one, and ends there")
{
    Network network{.conversation = ScriptedConversation (withoutDetection())};
    auto& conversation = network.conversation;
    conversation.begin();
    conversation.server (handleOne);
    mark (conversation, true);
    conversation.person (50, 0);
    network.lose();
    const auto before = conversation.sentWith ("realtimeInput").size();
    network.untilOpened (2);

    SECTION ("while it goes on")
    {
        conversation.person (10, 0);
        network.accept();
        conversation.person (10, 0);
        CHECK (kindsOf (conversation, before) == Kinds{"activityStart", "audio"});
        mark (conversation, false);
    }

    SECTION ("though it ended in the gap")
    {
        conversation.person (10, 0);
        mark (conversation, false);
        network.accept();
        conversation.person (1, 0);
    }

    CHECK (kindsOf (conversation, before) == Kinds{"activityStart", "audio", "activityEnd"});
}

TEST_CASE ("The end of a marked activity waits for its frames, and for nothing else")
{
    ScriptedConversation conversation (withoutDetection());
    conversation.begin();
    mark (conversation, true);
    conversation.unsent = 1'000'000;
    conversation.person (50, 8000);
    mark (conversation, false);
    CHECK (kindsOf (conversation).empty());

    conversation.unsent = 0;
    conversation.run (100ms);
    CHECK (kindsOf (conversation) == Kinds{"activityStart", "audio", "activityEnd"});
    CHECK (conversation.microphoneMessages() == 50);
}

TEST_CASE ("What was before a pause is not sent before the next activity")
{
    ScriptedConversation conversation (withoutDetection());
    conversation.begin();
    mark (conversation, false);
    conversation.person (15, 0);
    conversation.run (1100ms);
    mark (conversation, true);
    conversation.person (10, 0);
    CHECK (conversation.microphoneMessages() == 10);
}

TEST_CASE ("Who is said to have finished is not taken to speak any more, and the agent to think at once")
{
    ScriptedConversation conversation (withoutDetection());
    conversation.begin();
    mark (conversation, true);
    conversation.person (50, 8000);
    CHECK (conversation.session.personActivity().isSpeaking());
    CHECK_FALSE (conversation.session.isThinking (conversation.now));
    mark (conversation, false);
    CHECK_FALSE (conversation.session.personActivity().isSpeaking());
    CHECK (conversation.session.isThinking (conversation.now));
}

TEST_CASE ("A marked activity ends on its connection where the next one is to detect speech by itself")
{
    Network network{.conversation = ScriptedConversation (withoutDetection())};
    auto& conversation = network.conversation;
    conversation.begin();
    conversation.server (handleOne);
    conversation.handle (staged (Setup()));
    mark (conversation, true);
    const auto hold = [&]
    {
        conversation.person (1, 0);
        conversation.tick (true);
    };

    for (int i = 0; i < 500; ++i)
        hold();

    CHECK (network.closed() == 0);
    conversation.server (R"({"goAway":{"timeLeft":"4s"}})");

    for (int i = 0; i < 500 && network.closed() == 0; ++i)
        hold();

    CHECK (network.closed() == 1);
    CHECK (kindsOf (conversation) == Kinds{"activityStart", "audio", "activityEnd"});
}
