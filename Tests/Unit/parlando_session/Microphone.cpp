#include "ScriptedConversation.h"

#include <catch2/catch_test_macros.hpp>

using namespace parlando;
using parlando::testing::ScriptedConversation;

TEST_CASE ("C39, C42: each microphone message is one 20 ms piece of audio at 16 kHz and nothing else")
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

TEST_CASE ("C47: with the network behind at most 2 s wait, the oldest is dropped and counted")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.unsent = 1 << 20;
    conversation.person (200, 1000);
    CHECK (conversation.microphoneMessages() == 0);
    const auto dropped = conversation.session.microphoneSamplesDropped();
    CHECK (dropped >= (200 - 100) * 320);

    conversation.unsent = 0;
    conversation.run (Milliseconds (10));
    CHECK (conversation.session.microphoneSamplesSent() + dropped == 200 * 320);
    CHECK (conversation.session.microphoneSamplesDropped() == dropped);
}

TEST_CASE ("A lossless source is asked to wait instead")
{
    Session::Options options;
    options.losslessMicrophone = true;
    ScriptedConversation conversation (options);
    conversation.begin();
    CHECK (conversation.session.wantsMicrophone());

    conversation.unsent = 1 << 20;
    CHECK_FALSE (conversation.session.wantsMicrophone());
}

TEST_CASE ("A muted microphone sends nothing of what still waited")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.unsent = 1 << 20;
    conversation.person (10, 1000);
    conversation.session.discardMicrophone();

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
