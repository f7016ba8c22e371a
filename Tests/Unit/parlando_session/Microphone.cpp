#include "ScriptedConversation.h"

#include <catch2/catch_test_macros.hpp>

using namespace parlando;
using parlando::testing::ScriptedConversation;

TEST_CASE ("C39, C40, C42: each microphone message is one 20 ms piece of audio at 16 kHz and nothing else")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.person (1, 100);

    const auto inputs = conversation.sentWith ("realtimeInput");
    REQUIRE (inputs.size() == 1);
    CHECK (inputs[0].size() == 1);
    CHECK (inputs[0]["audio"]["mimeType"] == "audio/pcm;rate=16000");
    CHECK (inputs[0]["audio"]["data"].get<std::string>().size() == 856); // 640 bytes in base64
}

TEST_CASE ("C47: a network that stalls for 5 s costs no speech; of a longer stall at most 10 s wait, the oldest is "
           "dropped and counted")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.unsent = 1 << 20;
    conversation.person (250, 1000);
    CHECK (conversation.session.microphoneSamplesDropped() == 0);

    conversation.person (750, 1000);
    CHECK (conversation.microphoneMessages() == 0);
    const auto dropped = conversation.session.microphoneSamplesDropped();
    CHECK (dropped >= (1000 - 500) * 320);
    conversation.handle (input::Text{"typed"});
    CHECK (conversation.sentWith ("clientContent").size() == 1);

    conversation.unsent = 0;
    conversation.run (Milliseconds (500)); // the network takes so much at a time
    CHECK (conversation.session.microphoneSamplesSent() + dropped == 1000 * 320);
    CHECK (conversation.session.microphoneSamplesDropped() == dropped);
}

TEST_CASE ("A lossless source is asked to wait instead")
{
    testing::GeminiOptions options;
    options.losslessMicrophone = true;
    ScriptedConversation conversation (options);
    conversation.begin();
    CHECK (conversation.session.wantsMicrophone (conversation.unsent));

    conversation.unsent = 1 << 20;
    CHECK_FALSE (conversation.session.wantsMicrophone (conversation.unsent));
}

TEST_CASE ("A muted microphone sends nothing of what still waited")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.unsent = 1 << 20;
    conversation.person (10, 1000);
    conversation.handle (input::MicrophoneMuted{});

    conversation.unsent = 0;
    conversation.run (Milliseconds (10));
    CHECK (conversation.microphoneMessages() == 0);
    CHECK (conversation.session.microphoneSamplesDropped() == 10 * 320);
}

TEST_CASE ("C45: audioStreamEnd is sent once after 1 s without the microphone, and again only after new audio")
{
    ScriptedConversation conversation;
    conversation.begin();
    const auto streamEnds = [&]
    {
        int count = 0;

        for (const auto& input : conversation.sentWith ("realtimeInput"))
            count += input.contains ("audioStreamEnd") ? 1 : 0;

        return count;
    };

    conversation.person (5, 1000);
    conversation.run (Milliseconds (980));
    CHECK (streamEnds() == 0);
    conversation.run (Milliseconds (5000));
    CHECK (streamEnds() == 1);

    conversation.person (5, 1000);
    conversation.run (Milliseconds (2000));
    CHECK (streamEnds() == 2);
}

TEST_CASE ("The person's speech is stamped by level: onset and end within a frame, pauses under 800 ms bridged")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.person (100, 10);
    const auto onset = conversation.now;
    conversation.person (50, 8000);
    conversation.person (20, 10);
    conversation.person (10, 8000);
    const auto end = conversation.now;
    conversation.person (50, 10);

    const auto& speech = conversation.session.personActivity();
    CHECK (speech.lastOnset() == onset);
    CHECK (speech.lastLoud() == end);
    CHECK_FALSE (speech.isSpeaking());
}

namespace
{

testing::GeminiOptions withDetection (bool isOn)
{
    testing::GeminiOptions options;
    options.setup.realtimeInputConfig.emplace().automaticActivityDetection.emplace().disabled = ! isOn;
    return options;
}

/** The kinds of realtime input in their order, runs of the same as one. */
std::vector<std::string> inputKinds (const ScriptedConversation& conversation)
{
    std::vector<std::string> kinds;

    for (const auto& input : conversation.sentWith ("realtimeInput"))
        if (kinds.empty() || kinds.back() != input.begin().key())
            kinds.push_back (input.begin().key());

    return kinds;
}

using Kinds = std::vector<std::string>;

} // namespace

TEST_CASE ("C43: with the service's detection on no activity is marked")
{
    ScriptedConversation conversation (withDetection (true));
    conversation.begin();
    conversation.person (50, 0);
    conversation.person (50, 8000);
    conversation.person (50, 0);
    CHECK (inputKinds (conversation) == Kinds{"audio"});
    CHECK (conversation.microphoneMessages() == 150);
}

TEST_CASE ("C44: with detection off audio leaves only between activityStart and activityEnd, which alternate")
{
    ScriptedConversation conversation (withDetection (false));
    conversation.begin();

    SECTION ("two utterances, each with what came just before it")
    {
        conversation.person (50, 0);
        CHECK (conversation.sentWith ("realtimeInput").empty());
        conversation.person (50, 8000);
        conversation.person (100, 0);
        CHECK (inputKinds (conversation) == Kinds{"activityStart", "audio", "activityEnd"});
        CHECK (conversation.microphoneMessages() >= 50 + 14 + 39);
        CHECK (conversation.microphoneMessages() <= 50 + 15 + 41);

        conversation.person (50, 8000);
        conversation.person (100, 0);
        CHECK (inputKinds (conversation) ==
               Kinds{"activityStart", "audio", "activityEnd", "activityStart", "audio", "activityEnd"});
    }

    SECTION ("a microphone that is muted in the middle of a word")
    {
        conversation.person (50, 0);
        conversation.person (50, 8000);
        conversation.handle (input::MicrophoneMuted{});
        conversation.handle (input::MicrophoneMuted{});
        conversation.run (Milliseconds (5'000));
        CHECK (inputKinds (conversation) == Kinds{"activityStart", "audio", "activityEnd"});
    }

    SECTION ("a microphone that stops")
    {
        conversation.person (50, 0);
        conversation.person (50, 8000);
        conversation.run (Milliseconds (5'000));
        CHECK (inputKinds (conversation) == Kinds{"activityStart", "audio", "activityEnd"});
    }

    SECTION ("a connection lost in the middle of a word: the next one has an activity of its own")
    {
        conversation.person (50, 0);
        conversation.person (50, 8000);
        conversation.handle (input::ConnectionClosed{{1006, {}, {}, false}});
        conversation.person (20, 8000);
        conversation.run (Milliseconds (900));
        conversation.handle (input::ConnectionOpened{});
        conversation.server (R"({"setupComplete":{}})");
        conversation.person (100, 0);
        CHECK (inputKinds (conversation) == Kinds{"activityStart", "audio", "activityStart", "audio", "activityEnd"});
    }
}
